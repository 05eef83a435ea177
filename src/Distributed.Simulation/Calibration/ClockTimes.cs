using ParameterStore;

namespace Distributed.Simulation;

/// <summary>How long things took in an event log, in nanoseconds.</summary>
internal sealed class ClockTimes
{
    // A pull that is told no sooner than its push, as over Redis, says nothing of its own time.
    private const double ToldLate = 0.01;

    /// <summary>
    /// Per seat, in order and without its first clock, which holds what a process does only once: from a release until its worker is ready for the next
    /// clock. The pull is in it, since on busy processors pulls that take much longer than their median are a good part of the time; and with it two
    /// latencies to the store and two back.
    /// </summary>
    internal SortedDictionary<int, List<double>> Computed { get; } = [];

    /// <summary>From when a release is due to its pull; empty where pulls are told with the push.</summary>
    internal List<double> Pulled { get; } = [];

    internal static ClockTimes Of(EventLog log)
    {
        List<Clock> clocks = [.. ClocksOf(log)];
        var times = new ClockTimes();
        if (clocks.Count == 0)
            return times;
        bool isToldLate = Median.Of(clocks.Select(clock => (double)(clock.Pushed - clock.Pulled))) <= ToldLate * Median.Of(clocks.Select(clock => (double)(clock.Pushed - clock.Released)));
        foreach (Clock clock in clocks)
        {
            if (!times.Computed.TryGetValue(clock.Seat, out List<double>? own))
            {
                times.Computed.Add(clock.Seat, []);
                continue;
            }

            own.Add(clock.End - clock.Released);
            if (!isToldLate)
                times.Pulled.Add(clock.Pulled - clock.Released);
        }

        return times;
    }

    private static IEnumerable<Clock> ClocksOf(EventLog log)
    {
        // A worker whose push waits for a decision may be held until then: its time ends with the push and an acknowledgement, and what follows is waiting.
        bool endsWithPush = log.Entries.Any(entry => entry.Decisions.Any(decision => decision.Kind == SyncDecisionKind.Apply));
        Dictionary<AttemptId, (long At, long Released)> pulled = [];
        Dictionary<AttemptId, long> released = [];
        Dictionary<WorkerId, Clock> pushed = [];
        foreach (EventLogEntry entry in log.Entries)
        {
            SyncEvent e = entry.Event;
            if (e.Kind == SyncEventKind.Pulled && released.Remove(e.Attempt, out long since))
                pulled[e.Attempt] = (e.Now, since);
            else if (e.Kind == SyncEventKind.Ready && pushed.Remove(e.Worker, out Clock done))
                yield return done with { End = e.Now };
            else if (e.Kind == SyncEventKind.Pushed && pulled.Remove(e.Attempt, out (long At, long Released) pull))
            {
                var clock = new Clock(e.Worker.Seat, pull.Released, pull.At, e.Now, e.Now + ((pull.At - pull.Released) / 2));
                if (endsWithPush)
                    yield return clock;
                else
                    pushed[e.Worker] = clock;
            }

            foreach (SyncDecision decision in entry.Decisions)
                if (decision.Kind == SyncDecisionKind.Release)
                    released[decision.Attempt] = Math.Max(e.Now, decision.At);
        }
    }

    private readonly record struct Clock(int Seat, long Released, long Pulled, long Pushed, long End);
}
