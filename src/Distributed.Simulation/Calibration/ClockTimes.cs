using ParameterStore;

namespace Distributed.Simulation;

/// <summary>How long things took in an event log, in nanoseconds.</summary>
internal sealed class ClockTimes
{
    /// <summary>
    /// Per seat, in order: from a pull until its worker is ready for the next clock, which is what the worker itself takes; a latency to the store and
    /// one back are in it.
    /// </summary>
    internal SortedDictionary<int, List<double>> Computed { get; } = [];

    /// <summary>From a release that was due at once to its pull.</summary>
    internal List<double> Pulled { get; } = [];

    internal static ClockTimes Of(EventLog log)
    {
        var times = new ClockTimes();

        // A worker whose push waits for a decision may be held until then: its time ends with the push, and what follows is waiting.
        bool endsWithPush = log.Entries.Any(entry => entry.Decisions.Any(decision => decision.Kind == SyncDecisionKind.Apply));
        double back = 0;
        Dictionary<AttemptId, long> released = [], pulled = [];
        Dictionary<WorkerId, long> pushed = [];
        foreach (EventLogEntry entry in log.Entries)
        {
            SyncEvent e = entry.Event;
            if (e.Kind == SyncEventKind.Pulled)
            {
                pulled[e.Attempt] = e.Now;
                if (released.Remove(e.Attempt, out long at))
                {
                    times.Pulled.Add(e.Now - at);
                    back = (e.Now - at) / 2.0;
                }
            }
            else if (e.Kind == SyncEventKind.Pushed && pulled.Remove(e.Attempt, out long from))
            {
                if (endsWithPush)
                    times.Add(e.Worker.Seat, e.Now - from + back);
                else
                    pushed[e.Worker] = from;
            }
            else if (e.Kind == SyncEventKind.Ready && pushed.Remove(e.Worker, out long since))
            {
                times.Add(e.Worker.Seat, e.Now - since);
            }

            foreach (SyncDecision decision in entry.Decisions)
                if (decision.Kind == SyncDecisionKind.Release && decision.At <= e.Now)
                    released[decision.Attempt] = e.Now;
        }

        return times;
    }

    private void Add(int seat, double time)
    {
        if (!Computed.TryGetValue(seat, out List<double>? own))
            Computed.Add(seat, own = []);
        own.Add(time);
    }
}
