using ParameterStore;

namespace Distributed.Simulation;

/// <summary>What an event log says of a job, real or simulated, by the same definitions.</summary>
/// <param name="Policy">How its workers waited for one another.</param>
/// <param name="Workers">Seats that pushed.</param>
/// <param name="Pushes">Pushes of all of them.</param>
/// <param name="Seconds">From the first release to the last push.</param>
/// <param name="WaitedShare">The share of the workers' time between Ready and its release, 0 to 1; where pushes wait for decisions, between the push and the next release.</param>
internal sealed record JobFigures(string Policy, int Workers, int Pushes, double Seconds, double WaitedShare)
{
    internal double PushesPerSecond => Pushes / Seconds;

    /// <exception cref="ArgumentException">The log holds no two pushes at different times.</exception>
    internal static JobFigures Of(string policy, EventLog log)
    {
        Dictionary<(WorkerId, int), long> ready = [];
        HashSet<int> seats = [];
        bool waitsFromPush = log.Entries.Any(entry => entry.Decisions.Any(decision => decision.Kind == SyncDecisionKind.Apply));
        long first = -1, last = 0, waited = 0;
        int pushes = 0;
        foreach (EventLogEntry entry in log.Entries)
        {
            SyncEvent e = entry.Event;
            if (e.Kind == SyncEventKind.Ready)
                ready.TryAdd((e.Worker, e.Clock), e.Now);
            else if (e.Kind == SyncEventKind.Pushed)
            {
                seats.Add(e.Worker.Seat);
                pushes++;
                last = e.Now;
                if (waitsFromPush)
                    ready[(e.Worker, e.Clock + 1)] = e.Now;
            }

            foreach (SyncDecision release in entry.Decisions.Where(decision => decision.Kind == SyncDecisionKind.Release))
            {
                long at = Math.Max(e.Now, release.At);
                first = first < 0 ? at : first;
                if (ready.Remove((release.Attempt.Worker, release.Attempt.Clock), out long since))
                    waited += at - since;
            }
        }

        if (pushes == 0 || last <= first)
            throw new ArgumentException("The log holds no pushes that follow one another.", nameof(log));
        double time = last - first;
        return new(policy, seats.Count, pushes, time / Nanoseconds.PerSecond, waited / time / seats.Count);
    }
}
