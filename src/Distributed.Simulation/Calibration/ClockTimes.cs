using ParameterStore;

namespace Distributed.Simulation;

/// <summary>How long things took in an event log, in nanoseconds.</summary>
internal sealed class ClockTimes
{
    /// <summary>Per seat, in order: from a pull to the push of the same attempt.</summary>
    internal SortedDictionary<int, List<double>> Computed { get; } = [];

    /// <summary>From a release that was due at once to its pull.</summary>
    internal List<double> Pulled { get; } = [];

    internal static ClockTimes Of(EventLog log)
    {
        var times = new ClockTimes();
        Dictionary<AttemptId, long> released = [], pulled = [];
        foreach (EventLogEntry entry in log.Entries)
        {
            SyncEvent e = entry.Event;
            if (e.Kind == SyncEventKind.Pulled)
            {
                pulled[e.Attempt] = e.Now;
                if (released.Remove(e.Attempt, out long at))
                    times.Pulled.Add(e.Now - at);
            }
            else if (e.Kind == SyncEventKind.Pushed && pulled.Remove(e.Attempt, out long from))
            {
                if (!times.Computed.TryGetValue(e.Worker.Seat, out List<double>? own))
                    times.Computed.Add(e.Worker.Seat, own = []);
                own.Add(e.Now - from);
            }

            foreach (SyncDecision decision in entry.Decisions)
                if (decision.Kind == SyncDecisionKind.Release && decision.At <= e.Now)
                    released[decision.Attempt] = e.Now;
        }

        return times;
    }
}
