using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of softmax regression of several classes by gradients: <see cref="DistributedCatalog.SoftmaxRegression(SoftmaxRegressionOptions)"/>.</summary>
public sealed class SoftmaxRegressionOptions : LinearGradientOptions
{
    internal override string TrainerName => "DistributedSoftmaxRegression";

    private protected override LinearLoss Loss => LinearLoss.Softmax;
}
