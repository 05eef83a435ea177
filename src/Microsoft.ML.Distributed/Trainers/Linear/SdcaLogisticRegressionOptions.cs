using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of logistic regression of two classes by dual coordinate ascent: <see cref="DistributedCatalog.SdcaLogisticRegression(SdcaLogisticRegressionOptions)"/>.</summary>
public sealed class SdcaLogisticRegressionOptions : SdcaOptions
{
    /// <inheritdoc cref="LogisticRegressionOptions.ClassWeights"/>
    public ClassWeights? ClassWeights { get; set; }

    /// <inheritdoc cref="LogisticRegressionOptions.BalanceClasses"/>
    public bool BalanceClasses { get; set; }

    internal override (ClassWeights? Given, bool Balanced) WeightsOfClasses => (ClassWeights, BalanceClasses);

    internal override string TrainerName => "DistributedSdcaLogisticRegression";

    private protected override LinearLoss Loss => LinearLoss.Logistic;
}
