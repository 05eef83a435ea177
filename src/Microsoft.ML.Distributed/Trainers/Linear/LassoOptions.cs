using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Options of linear regression with few weights that are not 0, by coordinate descent on the features: <see cref="DistributedCatalog.Lasso(LassoOptions)"/>.
/// (Smith et al., "L1-regularized distributed optimization: a communication-efficient primal-dual framework", 2015, ProxCoCoA+.)
/// </summary>
public sealed class LassoOptions : LinearGapOptions
{
    /// <summary>Options with <see cref="LinearOptions.L1"/> = 0.01.</summary>
    public LassoOptions() => L1 = 0.01f;

    internal override string TrainerName => "DistributedLasso";

    private protected override LinearLoss Loss => LinearLoss.Squared;

    private protected override string Strength => nameof(L1);

    // It takes them out itself.
    internal override bool MindsMeans => false;

    private protected override string AllExamplesAreFor => "where each worker has some features of all of them";

    internal override LinearMethod Method() => new LassoMethod { Epochs = Epochs, GapTarget = GapTarget, RoundsPerEpoch = RoundsPerEpoch, ReleasesExamples = true };

    internal override void Validate()
    {
        base.Validate();
        if (L1 == 0)
            throw new ArgumentOutOfRangeException(nameof(L1), L1, "L1 is 0, which no weight is left out by; set it above 0, or use SdcaRegression.");
        if (L2 > 0)
            throw new ArgumentOutOfRangeException(nameof(L2), L2, $"L2 is {L2}, which Lasso has not; leave it null, or use SdcaRegression with L1 and L2.");
    }
}
