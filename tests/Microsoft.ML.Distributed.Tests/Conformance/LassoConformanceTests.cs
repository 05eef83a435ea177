namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.Lasso(LassoOptions)"/> to what is expected of all trainers.</summary>
public sealed class LassoConformanceTests : RegressorConformance<LassoOptions>
{
    protected override long UpdatesOf(long rows) => PlantedExamples.Features;

    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, LassoOptions options) => catalog.Lasso(options);
}
