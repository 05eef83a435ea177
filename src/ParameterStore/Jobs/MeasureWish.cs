namespace ParameterStore;

/// <summary>A measure that a policy wants: the loss on the learner's held-out batch.</summary>
/// <param name="Id">Which, for the answer.</param>
/// <param name="Bound">Of which version: the newest, but none older than when it was asked for.</param>
public readonly record struct MeasureWish(long Id, PullBound Bound);
