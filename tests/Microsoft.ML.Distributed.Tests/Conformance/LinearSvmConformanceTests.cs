namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.LinearSvm(LinearSvmOptions)"/> to what is expected of all trainers.</summary>
public sealed class LinearSvmConformanceTests : ClassifierConformance<LinearSvmOptions>
{
    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, LinearSvmOptions options) => catalog.LinearSvm(options);

    protected override double LossOf(float score, float label) => Math.Max(0, 1 - (score * label));
}
