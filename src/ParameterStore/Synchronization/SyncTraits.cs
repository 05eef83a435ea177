namespace ParameterStore;

/// <summary>What a policy asks of its host and store.</summary>
/// <param name="Apply">Who commits a push.</param>
/// <param name="Pull">How pulls are bound.</param>
/// <param name="Aborts">Whether it may abort attempts.</param>
/// <param name="Weights">Whether it may apply with weights other than 1, or discard while the job runs.</param>
/// <param name="StalenessMax">The most clocks that a worker may be ahead of the slowest at its release; <see cref="int.MaxValue"/> for no bound.</param>
public readonly record struct SyncTraits(ApplyMode Apply, PullMode Pull, bool Aborts, bool Weights, int StalenessMax);
