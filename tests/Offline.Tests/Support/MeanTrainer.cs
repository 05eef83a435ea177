using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Offline.Tests;

/// <summary>A trainer of one's own, which any ML.NET can train with: the weights are the difference of the classes' mean features.</summary>
internal abstract class MeanTrainer<TModel>(MLContext ml, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> prototype)
    : ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>
    where TModel : class
{
    public TrainerInfo Info => prototype.Info;

    /// <summary>What each fit has seen of its labels.</summary>
    public List<string> Fits { get; } = [];

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => prototype.GetOutputSchema(inputSchema);

    public BinaryPredictionTransformer<TModel> Fit(IDataView input)
    {
        bool[] labels = [.. input.GetColumn<bool>("Label")];
        float[][] rows = [.. input.GetColumn<float[]>("Features").Select(r => r.ToArray())];
        Fits.Add($"{string.Concat(labels.Select(l => l ? '+' : '-'))} of {input.Schema.Count} columns, {input.Schema["Label"].Type}");
        float[] weights = [.. Enumerable.Range(0, rows[0].Length).Select(f => Mean(true, f) - Mean(false, f))];
        return Make(ml, input.Schema, weights);

        float Mean(bool label, int feature) => rows.Where((_, i) => labels[i] == label).Select(r => r[feature]).DefaultIfEmpty().Average();
    }

    protected abstract BinaryPredictionTransformer<TModel> Make(MLContext ml, DataViewSchema schema, float[] weights);

    public sealed class Calibrated(MLContext ml)
        : MeanTrainer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>(ml, ml.BinaryClassification.Trainers.SdcaLogisticRegression())
    {
        protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Make(
            MLContext ml, DataViewSchema schema, float[] weights) => NativeModel.Binary(ml, schema, "Features", -1, 0, 0.25f, weights);
    }

    public sealed class Plain(MLContext ml) : MeanTrainer<LinearBinaryModelParameters>(ml, ml.BinaryClassification.Trainers.SdcaNonCalibrated())
    {
        protected override BinaryPredictionTransformer<LinearBinaryModelParameters> Make(MLContext ml, DataViewSchema schema, float[] weights) =>
            NativeModel.Plain(ml, schema, "Features", 0.25f, weights);
    }
}
