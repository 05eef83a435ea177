namespace ParameterStore;

/// <summary>Counts of one seat.</summary>
/// <param name="Worker">The seat and its newest incarnation.</param>
/// <param name="Clocks">Clocks pushed.</param>
/// <param name="Waiting">Time at the gate.</param>
/// <param name="IsActive">Whether a worker sits there.</param>
/// <param name="Examples">Examples that its pushes processed, as far as they said.</param>
public readonly record struct SeatStatistics(WorkerId Worker, int Clocks, TimeSpan Waiting, bool IsActive, long Examples);
