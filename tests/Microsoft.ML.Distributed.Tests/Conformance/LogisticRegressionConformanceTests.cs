namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.LogisticRegression(LogisticRegressionOptions)"/> to what is expected of all trainers.</summary>
public sealed class LogisticRegressionConformanceTests : ClassifierConformance<LogisticRegressionOptions>
{
    protected override IReadOnlyList<string> AddedBesideTheScore => ["Probability", "PredictedLabel"];

    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, LogisticRegressionOptions options) => catalog.LogisticRegression(options);

    protected override double LossOf(float score, float label) => Math.Log(1 + Math.Exp(-score * label));
}
