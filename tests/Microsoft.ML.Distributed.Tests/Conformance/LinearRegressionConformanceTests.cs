namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.LinearRegression(LinearRegressionOptions)"/> to what is expected of all trainers.</summary>
public sealed class LinearRegressionConformanceTests : RegressorConformance<LinearRegressionOptions>
{
    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, LinearRegressionOptions options) => catalog.LinearRegression(options);
}
