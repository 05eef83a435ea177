using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>A linear support vector machine by several workers, from gradients or by dual coordinate ascent: the label is the score's sign.</summary>
public sealed class DistributedLinearSvmTrainer
    : DistributedTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    private readonly LinearOptions _options;

    private DistributedLinearSvmTrainer(MLContext context, LinearOptions options)
        : base(context, options, context.BinaryClassification.Trainers.SdcaNonCalibrated(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)) => _options = options;

    /// <summary>Makes the trainer.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DistributedLinearSvmTrainer Make(MLContext context, LinearOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(context, options.Copy());
    }

    private protected override void CheckColumns(SchemaShape shape, string argument) => FeatureColumns.Check(shape, _options.Columns, argument);

    private protected override Task<(BinaryPredictionTransformer<LinearBinaryModelParameters> Model, TrainingReport Report)> RunAsync(
        IDataView train, IDataView? validation, int fit) =>
        new LinearFit<BinaryPredictionTransformer<LinearBinaryModelParameters>>(
            Host, _options, (columns, result) => LinearModelWriter.ToBinary(Context, columns.Features, result.Weights, result.Biases.Span[0])).RunAsync(train, validation, fit);
}
