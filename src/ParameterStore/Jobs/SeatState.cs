namespace ParameterStore;

/// <summary>One life of a seat. All but <see cref="IsAborted"/> needs the host's lock.</summary>
internal sealed class SeatState(WorkerId worker)
{
    /// <summary>Bytes of a saved seat.</summary>
    public const int SavedBytesMin = (10 * sizeof(int)) + (4 * sizeof(long));

    private const long NoAttempt = -1;
    private const int NotAborted = -1;

    private long _abortedAttempt = NoAttempt;

    public WorkerId Worker { get; } = worker;

    public SeatPhase Phase { get; set; }

    /// <summary>The attempt that is being done, or is next.</summary>
    public AttemptId Attempt { get; set; } = new(worker, 0, 0);

    /// <summary>Whether the policy counts it: it joined and did not leave.</summary>
    public bool IsActive { get; set; }

    /// <summary>Clocks pushed.</summary>
    public int Clocks { get; set; }

    /// <summary>Examples that its pushes processed.</summary>
    public long Examples { get; set; }

    /// <summary>What a release granted.</summary>
    public Grant Grant { get; set; }

    /// <summary>When the grant may be handed out, in nanoseconds since the job's start.</summary>
    public long NotBefore { get; set; }

    /// <summary>The last clock pushed by this life; −1 before the first.</summary>
    public int LastPushed { get; set; } = -1;

    /// <summary>Time at the gate in all.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>A push is on its way to the store. Never where a push is one event.</summary>
    public bool IsPushing { get; set; }

    /// <summary>Set while <see cref="IsPushing"/>: the worker left meanwhile.</summary>
    public LeaveReason? LeavesAs { get; set; }

    /// <summary>Pushes that the policy has still to decide on; the store must keep them though the worker may have left.</summary>
    public int Undecided { get; set; }

    /// <summary>What an abort of the current attempt asked for.</summary>
    public AbortKind AbortKind { get; set; }

    /// <summary>What a host in this process keeps with the seat; no part of the job's state.</summary>
    public SeatGate Gate => field ??= new();

    /// <summary>Whether an attempt of this seat is to be given up. May be asked by any thread.</summary>
    public bool IsAborted(AttemptId attempt) => attempt.Worker != Worker || Volatile.Read(ref _abortedAttempt) == Number(attempt);

    public void Abort(AbortKind kind)
    {
        AbortKind = kind;
        Volatile.Write(ref _abortedAttempt, Number(Attempt));
    }

    /// <summary>The next life of the seat, which goes on counting.</summary>
    public SeatState Successor(int incarnationMin) => new(Worker with { Incarnation = Math.Max(Worker.Incarnation + 1, incarnationMin) }) { Clocks = Clocks, Examples = Examples, Waited = Waited };

    /// <summary>Writes the seat, without what the assignment knows.</summary>
    public void Save(StateWriter to)
    {
        bool isGranted = Phase is SeatPhase.Granted or SeatPhase.Working;
        bool isAborted = isGranted && IsAborted(Attempt);
        to.Write(Worker.Incarnation);
        to.Write((int)Phase);
        to.Write(Attempt.Clock);
        to.Write(Attempt.Try);
        to.Write(IsActive);
        to.Write(Clocks);
        to.Write(LastPushed);
        to.Write(Examples);
        to.Write(Waited.Ticks);
        to.Write(isAborted ? (int)AbortKind : NotAborted);
        to.Write((int)(isGranted ? Grant.Bound.Mode : default));
        to.Write(isGranted ? Grant.Bound.Index : 0);
        to.Write(isGranted ? Grant.StepScale : 0);
        to.Write(isGranted ? NotBefore : 0);
    }

    /// <summary>Makes a seat of what <see cref="Save"/> wrote; its grant lacks the blocks.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static SeatState Load(int number, ref StateReader from)
    {
        var seat = new SeatState(new(number, from.ReadInt32("incarnation", 0, int.MaxValue))) { Phase = from.ReadEnum<SeatPhase>("phase") };
        seat.Attempt = new(seat.Worker, from.ReadInt32("clock", 0, int.MaxValue), from.ReadInt32("try", 0, int.MaxValue));
        seat.IsActive = from.ReadBoolean("active");
        seat.Clocks = from.ReadInt32("clocks", 0, int.MaxValue);
        seat.LastPushed = from.ReadInt32("last clock", -1, int.MaxValue);
        seat.Examples = from.ReadInt64("examples", 0);
        seat.Waited = new(from.ReadInt64("waited", 0));
        int abort = from.ReadInt32("abort", NotAborted, (int)AbortKind.SkipBlock);
        seat.Grant = Grant.Run(seat.Attempt, new(from.ReadEnum<PullMode>("bound"), from.ReadInt64("bound", 0)), default(SeatBlocks), from.ReadSingle("step scale"));
        seat.NotBefore = from.ReadInt64("not before", long.MinValue);
        if (seat.Phase == SeatPhase.Left || abort != NotAborted)
            seat.Abort(abort == NotAborted ? AbortKind.RedoBlock : (AbortKind)abort);
        StateReader.Check(!seat.IsActive || seat.Phase != SeatPhase.Left, "a worker that left is active");
        return seat;
    }

    private static long Number(AttemptId attempt) => ((long)attempt.Clock << 32) | (uint)attempt.Try;
}
