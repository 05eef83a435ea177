using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Softmax regression (multinomial logistic regression) of several classes by several workers, from gradients.</summary>
public sealed class DistributedSoftmaxRegressionTrainer
    : DistributedTrainer<MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    private readonly LinearOptions _options;

    private DistributedSoftmaxRegressionTrainer(MLContext context, LinearOptions options)
        : base(context, options, context.MulticlassClassification.Trainers.SdcaMaximumEntropy(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)) => _options = options;

    /// <summary>Makes the trainer.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DistributedSoftmaxRegressionTrainer Make(MLContext context, LinearOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(context, options.Copy());
    }

    private protected override void CheckColumns(SchemaShape shape, string argument) => FeatureColumns.Check(shape, _options.Columns, argument);

    private protected override Task<(MulticlassPredictionTransformer<MaximumEntropyModelParameters> Model, TrainingReport Report)> RunAsync(
        IDataView train, IDataView? validation, int fit) =>
        new LinearFit<MulticlassPredictionTransformer<MaximumEntropyModelParameters>>(
            Host, _options, (columns, result) => SoftmaxModelWriter.ToMulticlass(Context, columns.Features, columns.Label, result.Weights, result.Biases)).RunAsync(train, validation, fit);
}
