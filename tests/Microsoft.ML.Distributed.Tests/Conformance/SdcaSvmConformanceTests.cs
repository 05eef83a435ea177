namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.SdcaSvm(SdcaSvmOptions)"/> to what is expected of all trainers.</summary>
public sealed class SdcaSvmConformanceTests : ClassifierConformance<SdcaSvmOptions>
{
    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, SdcaSvmOptions options) => catalog.SdcaSvm(options);

    protected override double LossOf(float score, float label) => Math.Max(0, 1 - (score * label));
}
