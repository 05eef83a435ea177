namespace ParameterStore;

/// <summary>The seats of a job. All but <see cref="IsAborted"/> needs the host's lock.</summary>
internal sealed class SeatTable(JobManifest manifest)
{
    private readonly int _limit = Math.Max(JobOptions.WorkersLimit, manifest.Workers);

    // Replaced, never changed: it is read without the lock.
    private SeatState[] _seats = [];

    public ReadOnlySpan<SeatState> All => _seats;

    public SeatState this[int seat] => _seats[seat];

    /// <summary>Workers that have ever joined.</summary>
    public int Joined { get; private set; }

    /// <summary>Whether all workers that the job starts with have joined.</summary>
    public bool HasGathered => Joined >= manifest.Workers;

    /// <summary>Seats a worker: in a seat that the job starts with, then in one that was left, then in a new one.</summary>
    public SeatState Take()
    {
        int seat = _seats.Length < manifest.Workers ? _seats.Length : Array.FindIndex(_seats, s => s.Phase == SeatPhase.Left);
        if (seat < 0)
            seat = _seats.Length;
        if (seat == _limit)
            throw new InvalidOperationException($"Job '{manifest.JobId}' has {_limit} workers, the most that it can have; wait until one leaves.");
        SeatState taken = seat < _seats.Length ? _seats[seat].Successor() : new(new(seat, 0));
        SeatState[] seats = [.. _seats.AsSpan(0, seat), taken, .. _seats.AsSpan(Math.Min(seat + 1, _seats.Length))];
        Volatile.Write(ref _seats, seats);
        Joined++;
        return taken;
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
