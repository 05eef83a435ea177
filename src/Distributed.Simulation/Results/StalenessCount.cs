namespace Distributed.Simulation;

/// <summary>How many pushes had one staleness.</summary>
/// <param name="Staleness">Pushes of others that were applied between pull and application.</param>
/// <param name="Pushes">How many.</param>
public readonly record struct StalenessCount(int Staleness, long Pushes);
