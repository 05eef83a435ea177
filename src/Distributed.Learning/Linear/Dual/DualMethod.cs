namespace Distributed.Learning;

/// <summary>
/// Stochastic dual coordinate ascent by several workers (Jaggi et al., "Communication-efficient distributed dual coordinate ascent", NIPS 2014; Ma et al.,
/// "Adding vs. averaging in distributed primal-dual optimization", ICML 2015). Losses with a dual: all but softmax. λ2 must be &gt; 0. The bias is the
/// weight of one more feature that is 1 everywhere, and regularized like the others.
/// </summary>
public sealed record DualMethod : LinearMethod
{
    /// <summary>Stops when P − D ≤ this × max(|P|, |D|), &gt; 0.</summary>
    public double GapTarget { get; init; } = 1e-3;

    /// <summary>Whether the workers' updates are averaged (γ = 1/K, σ′ = 1) rather than added (γ = 1, σ′ = K).</summary>
    public bool Averages { get; init; }

    /// <summary>
    /// Rounds in an epoch, ≥ 1: after each, workers hear of one another. Null: as many, up to 8, as keep pushing and waiting at about a twentieth of
    /// computing: mostly one, more where examples have many features. A job over Redis may have fewer than one in memory.
    /// </summary>
    public int? RoundsPerEpoch { get; init; }

    /// <summary>Whether settled examples are left out for a while.</summary>
    public bool Shrinks { get; init; } = true;
}
