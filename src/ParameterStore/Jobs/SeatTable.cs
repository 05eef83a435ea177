namespace ParameterStore;

/// <summary>The seats of a job. All but <see cref="IsAborted"/> needs the host's lock.</summary>
/// <param name="manifest">What the job is.</param>
/// <param name="gathersTogether">
/// Whether all workers that the job starts with must be there at one time before it begins. If not, it is enough that so many have come: in one process
/// nobody else will.
/// </param>
internal sealed class SeatTable(JobManifest manifest, bool gathersTogether)
{
    private readonly int _limit = Math.Max(JobOptions.WorkersLimit, manifest.Workers);

    // Replaced, never changed: it is read without the lock.
    private SeatState[] _seats = [];
    private int _joined;

    public ReadOnlySpan<SeatState> All => _seats;

    public SeatState this[int seat] => _seats[seat];

    /// <summary>Whether the workers that the job starts with have come; it stays so when some leave.</summary>
    public bool HasGathered { get; private set; }

    /// <summary>Seats a worker: in a seat that the job starts with, then in one that was left, then in a new one.</summary>
    /// <param name="incarnationMin">The worker's incarnation is at least this.</param>
    public SeatState Take(int incarnationMin = 0)
    {
        int seat = _seats.Length < manifest.Workers ? _seats.Length : Array.FindIndex(_seats, s => s.Phase == SeatPhase.Left);
        if (seat < 0)
            seat = _seats.Length;
        if (seat == _limit)
            throw new InvalidOperationException($"Job '{manifest.JobId}' has {_limit} workers, the most that it can have; wait until one leaves.");
        SeatState taken = seat < _seats.Length ? _seats[seat].Successor(incarnationMin) : new(new(seat, incarnationMin));
        SeatState[] seats = [.. _seats.AsSpan(0, seat), taken, .. _seats.AsSpan(Math.Min(seat + 1, _seats.Length))];
        Volatile.Write(ref _seats, seats);
        _joined++;
        HasGathered |= (gathersTogether ? seats.Count(s => s.Phase != SeatPhase.Left) : _joined) >= manifest.Workers;
        return taken;
    }

    /// <summary>Writes the newest life of every seat.</summary>
    public void Save(StateWriter to)
    {
        to.Write(HasGathered ? 1 : 0);
        to.Write(_seats.Length);
        foreach (SeatState seat in _seats)
            seat.Save(to);
    }

    /// <summary>Takes what <see cref="Save"/> wrote; grants lack their blocks.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        HasGathered = from.ReadInt32("gathered", 0, 1) == 1;
        var seats = new SeatState[from.ReadInt32("seats", 0, Math.Min(_limit, from.Remaining / SeatState.SavedBytesMin))];
        for (int seat = 0; seat < seats.Length; seat++)
            seats[seat] = SeatState.Load(seat, ref from);
        Volatile.Write(ref _seats, seats);
    }

    /// <summary>The worker's seat; null if it has left or never joined.</summary>
    public SeatState? Find(WorkerId worker) =>
        (uint)worker.Seat < (uint)_seats.Length && _seats[worker.Seat] is { Phase: not SeatPhase.Left } seat && seat.Worker == worker ? seat : null;

    /// <summary>The worker's seat.</summary>
    /// <exception cref="InvalidOperationException">It has left, or never joined.</exception>
    public SeatState Get(WorkerId worker) => Find(worker)
        ?? throw new InvalidOperationException($"The worker of {worker} is not in job '{manifest.JobId}': it left or never joined.");

    /// <summary>Whether an attempt is to be given up: the policy said so, or its worker is not the seat's any more. May be asked by any thread.</summary>
    public bool IsAborted(AttemptId attempt)
    {
        SeatState[] seats = Volatile.Read(ref _seats);
        return (uint)attempt.Worker.Seat >= (uint)seats.Length || seats[attempt.Worker.Seat].IsAborted(attempt);
    }
}
