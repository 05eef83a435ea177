using Distributed.Simulation;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>An event log, run again through each of the three hosts: what its policy took and decided there.</summary>
internal static class ReplayedLog
{
    private const int Member = 1;

    /// <summary>More than any worker of a log does, so that none stands by.</summary>
    private const int Blocks = 5_000;

    /// <summary>Through what drives policies in this process's host.</summary>
    internal static EventLog InProcess(EventLog log, SyncPolicy policy)
    {
        var recorder = new EventLogRecorder(policy);
        var driver = new PolicyDriver(recorder.Policy.Create());
        foreach (EventLogEntry entry in log.Entries)
        {
            driver.Advance(entry.Event.Now);
            driver.On(entry.Event);
        }

        return recorder.Log();
    }

    /// <summary>Through the simulator's host.</summary>
    internal static EventLog InSimulator(EventLog log, SyncPolicy policy)
    {
        var recorder = new EventLogRecorder(policy);
        var host = new PolicyHost(recorder.Policy.Create(), new RunRecorder(new()));
        foreach (EventLogEntry entry in log.Entries)
            host.Feed(entry.Event, entry.Event.Now);
        return recorder.Log();
    }

    /// <summary>
    /// Through a replica of a job over Redis, by the records that tell of the events. Times are whole microseconds, as a server's are; nobody comes late or
    /// back; and whoever has pushed or skipped asks for its next clock at once, as workers over Redis do without saying so.
    /// </summary>
    internal static EventLog InReplica(EventLog log, SyncPolicy policy)
    {
        var recorder = new EventLogRecorder(policy);
        int workers = log.Entries.TakeWhile(entry => entry.Event.Kind == SyncEventKind.Joined).Count();
        var world = new ReplicaWorld(new("replayed", 0, 2 * workers, 1, Blocks, workers, recorder.Policy, ""));
        long origin = world.Time;
        var asked = new HashSet<WorkerId>();
        foreach (SyncEvent e in log.Entries.Select(entry => entry.Event))
        {
            world.Time = origin + (e.Now / 1000);
            if (e.Kind == SyncEventKind.Ready && !asked.Add(e.Worker))
                continue;
            EntryResult result = world.One(Member, EntryOf(e, world));
            if (result.Error is not null || result.Outcome != CommitOutcome.Applied)
                throw new InvalidOperationException($"{e} was refused: {result.Error?.Message}");
        }

        return recorder.Log();
    }

    /// <summary>The first entry that differs, or that one of them lacks; null if none does.</summary>
    internal static string? Difference(EventLog expected, EventLog actual)
    {
        for (int i = 0; i < Math.Max(expected.Entries.Count, actual.Entries.Count); i++)
        {
            string one = Text(expected, i), other = Text(actual, i);
            if (one != other)
                return $"entry {i}: {one}; here: {other}";
        }

        return null;
    }

    /// <summary>Only what came until a stop was asked for; a host tells its policy of nothing after it.</summary>
    internal static EventLog UntilStop(EventLog log)
    {
        int stop = log.Entries.Index().First(entry => entry.Item.Event.Kind == SyncEventKind.StopRequested).Index;
        return new([.. log.Entries.Take(stop + 1)]);
    }

    private static LogEntry EntryOf(SyncEvent e, ReplicaWorld world) => e.Kind switch
    {
        SyncEventKind.Joined => new SeatTaken(),
        SyncEventKind.Left => new SeatLeft(e.Worker, e.Reason, null),
        SyncEventKind.Ready => new SeatReady(e.Worker),
        SyncEventKind.Pulled => new AttemptPulled(e.Attempt, e.Version),
        SyncEventKind.Aborted => new AttemptAborted(e.Attempt),
        SyncEventKind.Pushed => new AttemptsPushed([new(e.Attempt, e.Version, [], 0)], world.Update(Member)),
        SyncEventKind.Timer => new TimerRang(e.Id, world.Replica.Timers.Single(timer => timer.Id == e.Id).Arming),
        SyncEventKind.Measured => new MeasureTaken(e.Id, e.Value),
        SyncEventKind.StopRequested => new StopWanted(e.Stop),
        _ => throw new NotSupportedException($"{e.Kind} is not in these logs."),
    };

    private static string Text(EventLog log, int at) =>
        at < log.Entries.Count ? $"{log.Entries[at].Event} → {string.Join(", ", log.Entries[at].Decisions)}" : "none";
}
