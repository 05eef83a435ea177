namespace Distributed.Learning;

/// <summary>
/// Coordinate descent on the weights of each worker's own features (Smith et al., "L1-regularized distributed optimization: a communication-efficient
/// primal-dual framework", 2015, ProxCoCoA+). Squared loss; λ1 must be &gt; 0.
/// </summary>
public sealed record LassoMethod : LinearMethod
{
    /// <summary>Stops when P − D ≤ this × max(|P|, |D|), &gt; 0.</summary>
    public double GapTarget { get; init; } = 1e-3;

    /// <summary>Rounds in an epoch, ≥ 1; null: one.</summary>
    public int? RoundsPerEpoch { get; init; }

    /// <summary>
    /// Whether the examples let go of their features once these are held by columns, which is all that a lasso reads: else memory holds both. Examples, and
    /// others with which they share data, cannot be read afterwards but for their labels and weights. Where the training is most of the process's heap, the runtime is told to collect them as they go.
    /// </summary>
    public bool ReleasesExamples { get; init; }
}
