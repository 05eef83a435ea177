using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>
/// What the options of the SDCA trainers have: stochastic dual coordinate ascent (Shalev-Shwartz and Zhang, JMLR 2013) by several workers (Ma et al., "Adding
/// vs. averaging in distributed primal-dual optimization", ICML 2015). The bias is the weight of one more feature that is 1 everywhere, and is
/// regularized like the others.
/// </summary>
public abstract class SdcaOptions : LinearGapOptions
{
    private protected SdcaOptions()
    {
    }

    /// <summary>Whether the workers' updates are averaged (CoCoA) rather than added (CoCoA+, which needs fewer rounds).</summary>
    public bool Averages { get; set; }

    /// <summary>Whether examples whose duals are settled at a bound are left out for a while. What comes out is the same within the gap.</summary>
    public bool Shrinks { get; set; } = true;

    private protected override double DefaultL2(long examples) => 1.0 / Math.Max(1, examples);

    private protected override string AllExamplesAreFor => "where the gap of the model is certified";

    internal override LinearMethod Method() =>
        new DualMethod { Epochs = Epochs, GapTarget = GapTarget, Averages = Averages, RoundsPerEpoch = RoundsPerEpoch, Shrinks = Shrinks };

    internal override void Validate()
    {
        base.Validate();
        if (L2 == 0)
            throw new ArgumentOutOfRangeException(nameof(L2), L2, "L2 is 0, but the dual of a problem without L2 regularization has no bound on its steps; set it above 0, or leave it null for 1 divided by the number of examples.");
    }
}
