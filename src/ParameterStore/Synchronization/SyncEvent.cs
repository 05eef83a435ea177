namespace ParameterStore;

/// <summary>An event that a host hands to its policy. Which fields have a meaning depends on <see cref="Kind"/>; the factories say which.</summary>
public readonly record struct SyncEvent
{
    /// <summary>What happened.</summary>
    public SyncEventKind Kind { get; private init; }

    /// <summary>The event's number, given by the host: strictly rising.</summary>
    public long Sequence { get; init; }

    /// <summary>When it happened, in nanoseconds since the job's start; never decreases.</summary>
    public long Now { get; init; }

    /// <summary>Joined, Left, Ready: the worker.</summary>
    public WorkerId Worker { get; private init; }

    /// <summary>Ready: the clock the worker is ready for. Joined: the first clock it will do.</summary>
    public int Clock { get; private init; }

    /// <summary>Pulled, Aborted, Pushed: the attempt.</summary>
    public AttemptId Attempt { get; private init; }

    /// <summary>Pulled: the version read. Pushed: the version that the attempt had pulled.</summary>
    public StoreVersion Version { get; private init; }

    /// <summary>Left: why.</summary>
    public LeaveReason Reason { get; private init; }

    /// <summary>Timer, Measured: which.</summary>
    public long Id { get; private init; }

    /// <summary>Measured: the value.</summary>
    public double Value { get; private init; }

    /// <summary>StopRequested: why.</summary>
    public StopReason Stop { get; private init; }

    /// <summary>
    /// A worker took its seat, or one that had finished is back to take over blocks. Its first clock is the minimum over the active workers'
    /// clocks (while there is none, the last minimum); for one that is back its own next clock, if that is later.
    /// </summary>
    public static SyncEvent Joined(WorkerId worker, int clock) => new() { Kind = SyncEventKind.Joined, Worker = worker, Clock = clock };

    /// <summary>A worker left.</summary>
    public static SyncEvent Left(WorkerId worker, LeaveReason reason) => new() { Kind = SyncEventKind.Left, Worker = worker, Reason = reason };

    /// <summary>A worker is ready for a clock.</summary>
    public static SyncEvent Ready(WorkerId worker, int clock) => new() { Kind = SyncEventKind.Ready, Worker = worker, Clock = clock };

    /// <summary>An attempt has read a version.</summary>
    public static SyncEvent Pulled(AttemptId attempt, StoreVersion version) => new() { Kind = SyncEventKind.Pulled, Attempt = attempt, Worker = attempt.Worker, Clock = attempt.Clock, Version = version };

    /// <summary>An attempt was given up.</summary>
    public static SyncEvent Aborted(AttemptId attempt) => new() { Kind = SyncEventKind.Aborted, Attempt = attempt, Worker = attempt.Worker, Clock = attempt.Clock };

    /// <summary>An attempt that had pulled a version was pushed.</summary>
    public static SyncEvent Pushed(AttemptId attempt, StoreVersion pulledAt) => new() { Kind = SyncEventKind.Pushed, Attempt = attempt, Worker = attempt.Worker, Clock = attempt.Clock, Version = pulledAt };

    /// <summary>A timer rang.</summary>
    public static SyncEvent Timer(long id) => new() { Kind = SyncEventKind.Timer, Id = id };

    /// <summary>A measure arrived.</summary>
    public static SyncEvent Measured(long id, double value) => new() { Kind = SyncEventKind.Measured, Id = id, Value = value };

    /// <summary>The job is to end.</summary>
    public static SyncEvent StopRequested(StopReason reason) => new() { Kind = SyncEventKind.StopRequested, Stop = reason };
}
