using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of a linear support vector machine by dual coordinate ascent: <see cref="DistributedCatalog.SdcaSvm(SdcaSvmOptions)"/>.</summary>
public sealed class SdcaSvmOptions : SdcaOptions
{
    /// <inheritdoc cref="LinearSvmOptions.SmoothingWidth"/>
    public float? SmoothingWidth { get; set; }

    /// <inheritdoc cref="LogisticRegressionOptions.ClassWeights"/>
    public ClassWeights? ClassWeights { get; set; }

    /// <inheritdoc cref="LogisticRegressionOptions.BalanceClasses"/>
    public bool BalanceClasses { get; set; }

    internal override (ClassWeights? Given, bool Balanced) WeightsOfClasses => (ClassWeights, BalanceClasses);

    internal override string TrainerName => "DistributedSdcaSvm";

    private protected override LinearLoss Loss => SmoothingWidth is null ? LinearLoss.Hinge : LinearLoss.SmoothedHinge;

    private protected override (float? Value, string Option) LossWidth => (SmoothingWidth, nameof(SmoothingWidth));
}
