using Distributed.Learning;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Logistic regression of two classes by several workers, from gradients or by dual coordinate ascent: scores are log-odds, and the native model's calibrator makes probabilities of them.</summary>
public sealed class DistributedLogisticRegressionTrainer
    : DistributedTrainer<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>, CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    private readonly LinearOptions _options;

    private DistributedLogisticRegressionTrainer(MLContext context, LinearOptions options)
        : base(context, options, context.BinaryClassification.Trainers.SdcaLogisticRegression(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)) => _options = options;

    /// <summary>Makes the trainer.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DistributedLogisticRegressionTrainer Make(MLContext context, LinearOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(context, options.Copy());
    }

    private protected override void CheckColumns(SchemaShape shape, string argument) => FeatureColumns.Check(shape, _options.Columns, argument);

    private protected override Task<(BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Model, TrainingReport Report)> RunAsync(
        IDataView train, IDataView? validation, int fit) =>
        new LinearFit<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>>(
            Host, _options, (columns, result) => LinearModelWriter.ToCalibratedBinary(Context, columns.Features, result.Weights, result.Biases.Span[0])).RunAsync(train, validation, fit);
}
