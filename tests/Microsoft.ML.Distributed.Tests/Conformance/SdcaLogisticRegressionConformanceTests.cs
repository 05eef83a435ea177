namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.SdcaLogisticRegression(SdcaLogisticRegressionOptions)"/> to what is expected of all trainers.</summary>
public sealed class SdcaLogisticRegressionConformanceTests : ClassifierConformance<SdcaLogisticRegressionOptions>
{
    protected override IReadOnlyList<string> AddedBesideTheScore => ["Probability", "PredictedLabel"];

    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, SdcaLogisticRegressionOptions options) => catalog.SdcaLogisticRegression(options);

    protected override double LossOf(float score, float label) => Math.Log(1 + Math.Exp(-score * label));
}
