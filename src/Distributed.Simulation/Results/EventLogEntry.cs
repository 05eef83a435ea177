using ParameterStore;

namespace Distributed.Simulation;

/// <summary>An event, and what the policy decided on it.</summary>
/// <param name="Event">With its number and its time.</param>
/// <param name="Decisions">In the order in which they were made.</param>
public sealed record EventLogEntry(SyncEvent Event, IReadOnlyList<SyncDecision> Decisions);
