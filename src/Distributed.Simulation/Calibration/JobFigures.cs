using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// What an event log says of a job, real or simulated, by the same definitions. It counts from when every seat has pushed its first clock: those clocks hold
/// what a process does only once (compiling, opening connections).
/// </summary>
/// <param name="Policy">How its workers waited for one another.</param>
/// <param name="Workers">Seats that pushed.</param>
/// <param name="Pushes">Pushes of all of them that are counted.</param>
/// <param name="Seconds">From the last seat's first push to the last push of all.</param>
/// <param name="WaitedShare">The share of the workers' time between Ready and its release, 0 to 1; where pushes wait for decisions, between the push and the next release.</param>
internal sealed record JobFigures(string Policy, int Workers, int Pushes, double Seconds, double WaitedShare)
{
    internal double PushesPerSecond => Pushes / Seconds;

    /// <exception cref="ArgumentException">No push follows the last seat's first one.</exception>
    internal static JobFigures Of(string policy, EventLog log)
    {
        (int workers, int warm) = Warm(log);
        if (warm < 0)
            throw new ArgumentException("The log holds no pushes.", nameof(log));
        Dictionary<(WorkerId, int), long> ready = [];
        bool waitsFromPush = log.Entries.Any(entry => entry.Decisions.Any(decision => decision.Kind == SyncDecisionKind.Apply));
        long first = log.Entries[warm].Event.Now, last = first, waited = 0;
        int pushes = 0;
        for (int i = 0; i < log.Entries.Count; i++)
        {
            SyncEvent e = log.Entries[i].Event;
            if (e.Kind == SyncEventKind.Ready)
                ready.TryAdd((e.Worker, e.Clock), e.Now);
            else if (e.Kind == SyncEventKind.Pushed)
            {
                if (waitsFromPush)
                    ready[(e.Worker, e.Clock + 1)] = e.Now;
                if (i > warm)
                    (pushes, last) = (pushes + 1, e.Now);
            }

            foreach (SyncDecision release in log.Entries[i].Decisions.Where(decision => decision.Kind == SyncDecisionKind.Release))
                if (ready.Remove((release.Attempt.Worker, release.Attempt.Clock), out long since))
                    waited += Math.Max(0, Math.Max(e.Now, release.At) - Math.Max(first, since));
        }

        if (last <= first)
            throw new ArgumentException("The log holds no pushes after each seat's first clock.", nameof(log));
        double time = last - first;
        return new(policy, workers, pushes, time / Nanoseconds.PerSecond, waited / time / workers);
    }

    // How many seats pushed, and the entry by which all of them had; -1: none did.
    private static (int Workers, int Entry) Warm(EventLog log)
    {
        HashSet<int> seats = [];
        int warm = -1;
        for (int i = 0; i < log.Entries.Count; i++)
            if (log.Entries[i].Event is { Kind: SyncEventKind.Pushed } e && seats.Add(e.Worker.Seat))
                warm = i;
        return (seats.Count, warm);
    }
}
