namespace ParameterStore;

/// <summary>What became of a commit step, and the version it led to.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The store's version after the call, whatever the outcome.</param>
public readonly record struct CommitResult(CommitOutcome Outcome, StoreVersion Version);
