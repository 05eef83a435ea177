namespace ParameterStore;

/// <summary>One life of a seat. All but <see cref="IsAborted"/> and <see cref="Wait"/> needs the host's lock.</summary>
internal sealed class SeatState(WorkerId worker)
{
    private const long NoAttempt = -1;

    private long _abortedAttempt = NoAttempt;

    public WorkerId Worker { get; } = worker;

    public SeatPhase Phase { get; set; }

    /// <summary>The attempt that is being done, or is next.</summary>
    public AttemptId Attempt { get; set; } = new(worker, 0, 0);

    /// <summary>Whether the policy counts it: it joined and did not leave.</summary>
    public bool IsActive { get; set; }

    /// <summary>Clocks pushed.</summary>
    public int Clocks { get; set; }

    /// <summary>What a release granted.</summary>
    public Grant Grant { get; set; }

    /// <summary>The grant may be handed out: all commits that led to it are in the store, and its time has come.</summary>
    public bool IsDeliverable { get; set; }

    /// <summary>Somebody awaits <see cref="Wait"/>.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>When the wait began, as a timestamp.</summary>
    public long WaitingSince { get; set; }

    /// <summary>Time at the gate in all.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>A push is on its way to the store.</summary>
    public bool IsPushing { get; set; }

    /// <summary>Set while <see cref="IsPushing"/>: the worker left meanwhile.</summary>
    public LeaveReason? LeavesAs { get; set; }

    /// <summary>Pushes that the policy has still to decide on; the store must keep them though the worker may have left.</summary>
    public int Undecided { get; set; }

    /// <summary>What an abort of the current attempt asked for.</summary>
    public AbortKind AbortKind { get; set; }

    public SeatWait Wait { get; } = new();

    /// <summary>A push of the seat as a commit step.</summary>
    public Commit[] OwnStep { get; } = new Commit[1];

    /// <summary>Whether an attempt of this seat is to be given up. May be asked by any thread.</summary>
    public bool IsAborted(AttemptId attempt) => attempt.Worker != Worker || Volatile.Read(ref _abortedAttempt) == Number(attempt);

    public void Abort(AbortKind kind)
    {
        AbortKind = kind;
        Volatile.Write(ref _abortedAttempt, Number(Attempt));
    }

    /// <summary>The next life of the seat, which goes on counting.</summary>
    public SeatState Successor() => new(Worker with { Incarnation = Worker.Incarnation + 1 }) { Clocks = Clocks, Waited = Waited };

    private static long Number(AttemptId attempt) => ((long)attempt.Clock << 32) | (uint)attempt.Try;
}
