using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Options of linear regression by dual coordinate ascent: <see cref="DistributedCatalog.SdcaRegression(SdcaRegressionOptions)"/>.</summary>
public sealed class SdcaRegressionOptions : SdcaOptions
{
    /// <inheritdoc cref="LinearRegressionOptions.HuberWidth"/>
    public float? HuberWidth { get; set; }

    internal override string TrainerName => "DistributedSdcaRegression";

    private protected override LinearLoss Loss => HuberWidth is null ? LinearLoss.Squared : LinearLoss.Huber;

    private protected override (float? Value, string Option) LossWidth => (HuberWidth, nameof(HuberWidth));
}
