namespace ParameterStore;

/// <summary>One attempt in a commit step.</summary>
/// <param name="Attempt">The staged attempt.</param>
/// <param name="Weight">Scales the attempt's shared deltas before they are folded; finite, ≥ 0. 0 means discarded: recorded in the order, but nothing changes.</param>
public readonly record struct Commit(AttemptId Attempt, float Weight);
