namespace Distributed.Learning;

/// <summary>
/// How what K workers did at the same time becomes one step: added, each having reckoned with K as much (γ = 1, σ′ = K), or averaged (γ = 1/K, σ′ = 1)
/// (Ma et al., "Adding vs. averaging in distributed primal-dual optimization", ICML 2015, §3).
/// </summary>
/// <param name="Share">γ: the share of a worker's change of duals that is kept.</param>
/// <param name="Safety">σ′.</param>
internal readonly record struct DualCombination(float Share, double Safety)
{
    internal static DualCombination Adding(int workers) => new(1, workers);

    internal static DualCombination Averaging(int workers) => new(1f / workers, 1);

    /// <summary>What the change of the local sums is multiplied by to be the change of the shared ones: γ/σ′.</summary>
    internal double SumsFactor => Share / Safety;
}
