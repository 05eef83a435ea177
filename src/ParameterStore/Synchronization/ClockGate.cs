using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// The gate that the policies share: the clocks of the active seats, the slowest of them, and who waits. A worker is let through once it is at
/// most <c>staleness</c> clocks ahead of the slowest.
/// </summary>
/// <remarks>
/// The minimum never falls: a joiner starts at it, and a worker that comes back after it finished starts at its own clock or the minimum,
/// whichever is later. Cost: O(1) an event, and O(seats) once whenever the minimum rises, which takes a push or a leaver of every seat.
/// </remarks>
/// <param name="staleness">How many clocks a worker may be ahead.</param>
/// <param name="holds">Whether the policy may hold workers back for reasons of its own.</param>
internal sealed class ClockGate(int staleness, bool holds = false)
{
    private readonly List<GateSeat> _seats = [];
    private int _active;
    private int _atMin;
    private int _waiting;

    /// <summary>The slowest active worker's clock; while nobody is active, what it was last.</summary>
    public int Min { get; private set; }

    /// <summary>Whether the job was told to stop; nobody is let through any more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many active workers there are.</summary>
    public int Workers => _active;

    /// <summary>Seats that were ever taken, or lie below one that was.</summary>
    public int Seats => _seats.Count;

    /// <summary>Whether a worker sits there whose clock holds others back.</summary>
    public bool IsActive(int seat) => _seats[seat].IsActive;

    /// <summary>Whether a worker sits there that is ready and was not let through yet.</summary>
    public bool IsWaiting(int seat) => _seats[seat].Phase == GatePhase.Waiting;

    /// <summary>Whether a worker sits there that was let through and has not pushed yet.</summary>
    public bool IsRunning(int seat) => _seats[seat].Phase == GatePhase.Running;

    /// <summary>Whether there are active workers, and none of them runs or is about to get ready.</summary>
    public bool AllWait => _active > 0 && _waiting == _active;

    /// <summary>The clock of the worker that sits there.</summary>
    public int ClockOf(int seat) => _seats[seat].Clock;

    /// <summary>How many workers are active.</summary>
    public int Active => _active;

    /// <summary>Whether an active worker has still to push this clock or an earlier one.</summary>
    public bool IsHeldAt(int clock) => _active > 0 && Min <= clock;

    /// <summary>Takes an event that moves clocks; the others do not concern the gate.</summary>
    /// <exception cref="InvalidOperationException">The event breaks the life of a clock.</exception>
    public void On(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                Join(e.Worker, e.Clock);
                break;
            case SyncEventKind.Left:
                Leave(e.Worker, e.Reason);
                break;
            case SyncEventKind.Ready:
                Require(new(e.Worker, e.Clock, 0), GatePhase.Idle, "ready");
                Seat(e.Worker).Phase = GatePhase.Waiting;
                _waiting++;
                break;
            case SyncEventKind.Pulled:
                Require(e.Attempt, GatePhase.Running, "pulled");
                break;
            case SyncEventKind.Pushed:
                Require(e.Attempt, GatePhase.Running, "pushed");
                Push(ref Seat(e.Worker));
                break;
            case SyncEventKind.Aborted:
                throw new InvalidOperationException($"The attempt of {e.Attempt} was given up, but this policy asks for no aborts.");
            case SyncEventKind.StopRequested:
                IsStopped = true;
                break;
        }
    }

    /// <summary>An attempt was given up, and the same clock is to be tried again: its worker waits as if it had just become ready.</summary>
    /// <exception cref="InvalidOperationException">Its worker is not at it.</exception>
    public void Redo(AttemptId attempt)
    {
        Require(attempt, GatePhase.Running, "gave up");
        ref GateSeat seat = ref Seat(attempt.Worker);
        seat.Phase = GatePhase.Waiting;
        seat.Try++;
        _waiting++;
    }

    /// <summary>The attempt that an active worker is at, or will be.</summary>
    public AttemptId AttemptOf(int seat) => new(new(seat, _seats[seat].Incarnation), _seats[seat].Clock, _seats[seat].Try);

    /// <summary>Whether the worker takes part now.</summary>
    public bool IsActive(WorkerId worker) => worker.Seat < _seats.Count && _seats[worker.Seat].IsActive && _seats[worker.Seat].Incarnation == worker.Incarnation;

    /// <summary>Whether the worker takes part or took part.</summary>
    public bool HasHad(WorkerId worker) => worker.Seat < _seats.Count && worker.Incarnation <= _seats[worker.Seat].Incarnation;

    /// <summary>A worker gave its attempt up and goes on to the next clock, as a policy asked that skips blocks.</summary>
    /// <exception cref="InvalidOperationException">It is at no attempt.</exception>
    public void Skip(AttemptId attempt)
    {
        Require(attempt, GatePhase.Running, "gave up");
        Push(ref Seat(attempt.Worker));
    }

    /// <summary>Lets through who may go, in ascending seat order.</summary>
    /// <remarks>Unless some are held back, that is also the order of their clocks: whoever waits is exactly <c>staleness</c> + 1 ahead of the slowest, or tries again alone.</remarks>
    /// <param name="bound">What they may pull.</param>
    /// <param name="decisions">Where to.</param>
    /// <param name="notBefore">When they may pull at the earliest, in nanoseconds since the job's start.</param>
    /// <param name="isHeldBack">Whom the policy holds back for reasons of its own; null: nobody.</param>
    public void Release(PullBound bound, ICollection<SyncDecision> decisions, long notBefore = 0, Predicate<WorkerId>? isHeldBack = null)
    {
        if (IsStopped)
            return;
        Span<GateSeat> seats = CollectionsMarshal.AsSpan(_seats);
        for (int i = 0; _waiting > 0 && i < seats.Length; i++)
            if (seats[i].Phase == GatePhase.Waiting && seats[i].Clock - Min <= staleness && isHeldBack?.Invoke(new(i, seats[i].Incarnation)) != true)
                Let(i, bound, decisions, notBefore);
    }

    /// <summary>Lets one that waits through, for a policy that decides on each for itself.</summary>
    /// <inheritdoc cref="Release"/>
    public void Let(int waiting, PullBound bound, ICollection<SyncDecision> decisions, long notBefore = 0)
    {
        ref GateSeat seat = ref CollectionsMarshal.AsSpan(_seats)[waiting];
        seat.Phase = GatePhase.Running;
        _waiting--;
        decisions.Add(SyncDecision.Release(new(new(waiting, seat.Incarnation), seat.Clock, seat.Try), notBefore, bound));
    }

    private void Join(WorkerId worker, int clock)
    {
        while (_seats.Count <= worker.Seat)
            _seats.Add(GateSeat.Empty);
        ref GateSeat seat = ref CollectionsMarshal.AsSpan(_seats)[worker.Seat];
        bool comesBack = seat.Phase == GatePhase.Finished && seat.Incarnation == worker.Incarnation;
        if (!comesBack && (seat.IsActive || worker.Incarnation <= seat.Incarnation))
            throw new InvalidOperationException($"The worker of {worker} joined, but incarnation {seat.Incarnation} of the seat came before it.");
        int first = comesBack ? Math.Max(seat.Clock, Min) : Min;
        if (clock != first)
            throw new InvalidOperationException($"The worker of {worker} joined at clock {clock} instead of {first}, the slowest active worker's.");
        seat = new(worker.Incarnation, clock, GatePhase.Idle);
        _active++;
        if (_active == 1)
            (Min, _atMin) = (clock, 1);
        else if (clock == Min)
            _atMin++;
    }

    private void Leave(WorkerId worker, LeaveReason reason)
    {
        ref GateSeat seat = ref Seat(worker);
        if (seat.Phase == GatePhase.Waiting)
            _waiting--;
        seat.Phase = reason == LeaveReason.Finished ? GatePhase.Finished : GatePhase.Gone;
        seat.Try = 0;
        _active--;
        Depart(seat.Clock);
    }

    private void Push(ref GateSeat seat)
    {
        seat.Phase = GatePhase.Idle;
        seat.Clock++;
        seat.Try = 0;
        Depart(seat.Clock - 1);
    }

    // An active seat is no longer at a clock.
    private void Depart(int clock)
    {
        if (clock == Min && --_atMin == 0)
            FindMin();
    }

    private void FindMin()
    {
        if (_active == 0)
            return;
        int min = int.MaxValue;
        int count = 0;
        foreach (ref readonly GateSeat seat in CollectionsMarshal.AsSpan(_seats))
        {
            if (!seat.IsActive || seat.Clock > min)
                continue;
            count = seat.Clock == min ? count + 1 : 1;
            min = seat.Clock;
        }
        (Min, _atMin) = (min, count);
    }

    private ref GateSeat Seat(WorkerId worker)
    {
        Span<GateSeat> seats = CollectionsMarshal.AsSpan(_seats);
        if ((uint)worker.Seat >= (uint)seats.Length || seats[worker.Seat].Incarnation != worker.Incarnation || !seats[worker.Seat].IsActive)
            throw new InvalidOperationException($"The worker of {worker} is not in the job.");
        return ref seats[worker.Seat];
    }

    private void Require(AttemptId attempt, GatePhase phase, string what)
    {
        GateSeat seat = Seat(attempt.Worker);
        if (seat.Clock != attempt.Clock || seat.Try != attempt.Try || seat.Phase != phase)
            throw new InvalidOperationException(
                $"The worker of {attempt.Worker} {what} at clock {attempt.Clock}{TryText(attempt.Try)}, but it is {seat.Phase} at clock {seat.Clock}{TryText(seat.Try)}.");
    }

    private static string TryText(int number) => number == 0 ? "" : $", try {number}";

    /// <summary>Writes the state.</summary>
    public void Save(ref StateWriter to)
    {
        to.Write(staleness);
        to.Write(IsStopped ? 1 : 0);
        to.Write(Min);
        to.Write(_seats.Count);
        foreach (GateSeat seat in _seats)
        {
            to.Write(seat.Incarnation);
            to.Write(seat.Clock);
            to.Write((int)seat.Phase);
            to.Write(seat.Try);
        }
    }

    /// <summary>Reads a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No gate of this staleness can be in such a state.</exception>
    public static ClockGate Load(int staleness, ref StateReader from, bool holds = false)
    {
        from.Expect(staleness, "staleness");
        var gate = new ClockGate(staleness, holds) { IsStopped = from.ReadInt32("stopped", 0, 1) == 1, Min = from.ReadInt32("minimum", 0, int.MaxValue) };
        for (int left = from.ReadInt32("seats", 0, from.Remaining / GateSeat.SavedBytes); left > 0; left--)
            gate._seats.Add(gate.LoadSeat(ref from));
        int min = gate.Min;
        gate.FindMin();
        StateReader.Check(gate.Min == min, "the minimum is not the slowest active worker's clock");
        return gate;
    }

    private GateSeat LoadSeat(ref StateReader from)
    {
        int incarnation = from.ReadInt32("incarnation", -1, int.MaxValue);
        var seat = new GateSeat(incarnation, from.ReadInt32("clock", 0, int.MaxValue), (GatePhase)from.ReadInt32("phase", 0, (int)GatePhase.Running), from.ReadInt32("try", 0, int.MaxValue));
        StateReader.Check(incarnation >= 0 || seat == GateSeat.Empty, "a seat that nobody took has a clock");
        int ahead = seat.Clock - Min;
        StateReader.Check(!seat.IsActive || (ahead >= 0 && ahead - 1 <= staleness), "an active worker's clock is out of bounds");
        StateReader.Check(seat.Phase != GatePhase.Running || ahead <= staleness, "a worker runs too far ahead");
        StateReader.Check(seat.Phase != GatePhase.Waiting || IsStopped || holds || ahead > staleness, "a worker waits though it may go");
        StateReader.Check(seat.Try == 0 || seat.Phase is GatePhase.Waiting or GatePhase.Running, "a worker that is at no attempt tries again");
        _active += seat.IsActive ? 1 : 0;
        _waiting += seat.Phase == GatePhase.Waiting ? 1 : 0;
        return seat;
    }
}
