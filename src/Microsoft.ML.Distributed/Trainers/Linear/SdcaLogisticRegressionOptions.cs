using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of logistic regression of two classes by dual coordinate ascent: <see cref="DistributedCatalog.SdcaLogisticRegression(SdcaLogisticRegressionOptions)"/>.</summary>
public sealed class SdcaLogisticRegressionOptions : SdcaOptions
{
    /// <summary>Factors on the weights of the examples of each class, finite and &gt; 0. Null: none.</summary>
    public ClassWeights? ClassWeights { get; set; }

    /// <summary>Whether both classes weigh the same together, by factors that follow from the data. Not beside <see cref="ClassWeights"/>.</summary>
    public bool BalanceClasses { get; set; }

    internal override (ClassWeights? Given, bool Balanced) WeightsOfClasses => (ClassWeights, BalanceClasses);

    internal override string TrainerName => "DistributedSdcaLogisticRegression";

    private protected override LinearLoss Loss => LinearLoss.Logistic;
}
