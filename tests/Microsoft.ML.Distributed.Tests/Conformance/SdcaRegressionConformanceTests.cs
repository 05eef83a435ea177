namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.SdcaRegression(SdcaRegressionOptions)"/> to what is expected of all trainers.</summary>
public sealed class SdcaRegressionConformanceTests : RegressorConformance<SdcaRegressionOptions>
{
    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, SdcaRegressionOptions options) => catalog.SdcaRegression(options);
}
