using Distributed.Learning;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Distributed;

/// <summary>Linear regression by several workers: from gradients, by dual coordinate ascent, or by coordinate descent on the features (lasso).</summary>
public sealed class DistributedLinearRegressionTrainer
    : DistributedTrainer<RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    private readonly LinearOptions _options;

    private DistributedLinearRegressionTrainer(MLContext context, LinearOptions options)
        : base(context, options, context.Regression.Trainers.Sdca(options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)) => _options = options;

    /// <summary>Makes the trainer.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal static DistributedLinearRegressionTrainer Make(MLContext context, LinearOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new(context, options.Copy());
    }

    private protected override void CheckColumns(SchemaShape shape, string argument) => FeatureColumns.Check(shape, _options.Columns, argument);

    private protected override Task<(RegressionPredictionTransformer<LinearRegressionModelParameters> Model, TrainingReport Report)> RunAsync(
        IDataView train, IDataView? validation, int fit) =>
        new LinearFit<RegressionPredictionTransformer<LinearRegressionModelParameters>>(
            Host, _options, (columns, result) => LinearModelWriter.ToRegression(Context, columns.Features, result.Weights, result.Biases.Span[0])).RunAsync(train, validation, fit);
}
