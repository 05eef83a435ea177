using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// Records the event log of a real job: give <see cref="Policy"/> to a trainer's options, train, and take <see cref="Log"/>. Its times are in
/// nanoseconds since the job's start.
/// </summary>
/// <param name="policy">How the job's workers wait for one another.</param>
public sealed class EventLogRecorder(SyncPolicy policy)
{
    private readonly Lock _lock = new();
    private readonly SyncPolicy _policy = policy ?? throw new ArgumentNullException(nameof(policy));
    private List<EventLogEntry> _entries = [];

    /// <summary>The policy, observed. Each job that runs it begins a new log.</summary>
    public SyncPolicy Policy => new ObservedChoice(_policy, Begin);

    /// <summary>What was recorded of the job that began last.</summary>
    public EventLog Log()
    {
        lock (_lock)
            return new([.. _entries]);
    }

    private Action<SyncEvent, IReadOnlyList<SyncDecision>> Begin()
    {
        var entries = new List<EventLogEntry>();
        lock (_lock)
            _entries = entries;
        return (e, decisions) =>
        {
            lock (_lock)
                entries.Add(new(e, [.. decisions]));
        };
    }
}
