using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of a linear support vector machine by gradients: <see cref="DistributedCatalog.LinearSvm(LinearSvmOptions)"/>.</summary>
public sealed class LinearSvmOptions : LinearGradientOptions
{
    /// <summary>
    /// γ of the smoothed hinge, in units of the margin, &gt; 0: the stretch before the margin over which the loss bends. Null: the hinge itself.
    /// </summary>
    public float? SmoothingWidth { get; set; }

    /// <inheritdoc cref="LogisticRegressionOptions.ClassWeights"/>
    public ClassWeights? ClassWeights { get; set; }

    /// <inheritdoc cref="LogisticRegressionOptions.BalanceClasses"/>
    public bool BalanceClasses { get; set; }

    internal override (ClassWeights? Given, bool Balanced) WeightsOfClasses => (ClassWeights, BalanceClasses);

    internal override string TrainerName => "DistributedLinearSvm";

    private protected override LinearLoss Loss => SmoothingWidth is null ? LinearLoss.Hinge : LinearLoss.SmoothedHinge;

    private protected override (float? Value, string Option) LossWidth => (SmoothingWidth, nameof(SmoothingWidth));
}
