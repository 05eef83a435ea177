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

    private protected override float LossWidth => HuberWidth ?? 1;

    internal override void Validate()
    {
        base.Validate();
        if (HuberWidth is { } width)
            OptionChecks.Finite(width, above: 0, option: nameof(HuberWidth));
    }
}
