using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Something that happens at one time.</summary>
/// <param name="Kind">What.</param>
/// <param name="Attempt">Whose; for a joiner, its first.</param>
/// <param name="Id">Granted: not before; AbortAsked: the kind; PushArrived, PushServed: 1 for a copy; Sealed: the reason; MeasureAsked: which; TimerDue: the arming.</param>
/// <param name="Event">Reported: the event. TimerDue: the timer's.</param>
internal sealed record Occurrence(OccurrenceKind Kind, AttemptId Attempt = default, long Id = 0, SyncEvent Event = default);
