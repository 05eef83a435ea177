using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of linear regression by gradients: <see cref="DistributedCatalog.LinearRegression(LinearRegressionOptions)"/>.</summary>
public sealed class LinearRegressionOptions : LinearGradientOptions
{
    /// <summary>
    /// δ of Huber's loss, in the labels' unit, &gt; 0: errors beyond it count linearly rather than squared, so that a few wild labels do not decide. Null:
    /// squared loss.
    /// </summary>
    public float? HuberWidth { get; set; }

    internal override string TrainerName => "DistributedLinearRegression";

    private protected override LinearLoss Loss => HuberWidth is null ? LinearLoss.Squared : LinearLoss.Huber;

    private protected override (float? Value, string Option) LossWidth => (HuberWidth, nameof(HuberWidth));
}
