using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of a linear support vector machine by gradients: <see cref="DistributedCatalog.LinearSvm(LinearSvmOptions)"/>.</summary>
public sealed class LinearSvmOptions : LinearGradientOptions
{
    /// <summary>
    /// γ of the smoothed hinge, in units of the margin, &gt; 0: the stretch before the margin over which the loss bends. Null: the hinge itself.
    /// </summary>
    public float? SmoothingWidth { get; set; }

    /// <summary>Factors on the weights of the examples of each class, finite and &gt; 0. Null: none.</summary>
    public ClassWeights? ClassWeights { get; set; }

    /// <summary>Whether both classes weigh the same together, by factors that follow from the data. Not beside <see cref="ClassWeights"/>.</summary>
    public bool BalanceClasses { get; set; }

    internal override (ClassWeights? Given, bool Balanced) WeightsOfClasses => (ClassWeights, BalanceClasses);

    internal override string TrainerName => "DistributedLinearSvm";

    private protected override LinearLoss Loss => SmoothingWidth is null ? LinearLoss.Hinge : LinearLoss.SmoothedHinge;

    private protected override float LossWidth => SmoothingWidth ?? 1;

    internal override void Validate()
    {
        base.Validate();
        if (SmoothingWidth is { } width)
            OptionChecks.Finite(width, above: 0, option: nameof(SmoothingWidth));
    }
}
