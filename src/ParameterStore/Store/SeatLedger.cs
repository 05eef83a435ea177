namespace ParameterStore;

/// <summary>
/// Whose clocks are committed, who is sealed, and which pushes are staged: what makes a commit apply exactly once.
/// Not safe for concurrent use; the store's lock guards it.
/// </summary>
internal sealed class SeatLedger
{
    private readonly Dictionary<int, Seat> _seats = [];

    /// <summary>Keeps a push until it is committed; a newer try of its clock takes its place.</summary>
    /// <returns>False: the worker is sealed.</returns>
    /// <exception cref="InvalidOperationException">A newer try is staged.</exception>
    internal bool Stage(Push push)
    {
        AttemptId attempt = push.Attempt;
        Seat seat = SeatOf(attempt.Worker.Seat);
        if (seat.State.Refuses(attempt.Worker))
            return false;
        if (seat.State.Has(attempt))
            return true;
        int at = seat.Find(attempt);
        if (at < 0)
            seat.Staged.Add(push);
        else if (seat.Staged[at].Attempt.Try > attempt.Try)
            throw new InvalidOperationException($"{attempt} is staged after {seat.Staged[at].Attempt}; a worker stages its tries in order.");
        else
            seat.Staged[at] = push;
        return true;
    }

    internal bool IsSealed(WorkerId worker) => SeatOf(worker.Seat).State.Refuses(worker);

    /// <summary>Says what a commit step would come to. Changes nothing.</summary>
    internal CommitOutcome Plan(ReadOnlySpan<Commit> step)
    {
        foreach (ref readonly Commit commit in step)
        {
            Seat seat = SeatOf(commit.Attempt.Worker.Seat);
            if (seat.State.Refuses(commit.Attempt.Worker))
                return CommitOutcome.Fenced;
            seat.Planned = seat.State;
        }

        int before = 0;
        foreach (ref readonly Commit commit in step)
        {
            Seat seat = SeatOf(commit.Attempt.Worker.Seat);
            if (seat.Planned.Has(commit.Attempt))
                before++;
            else
                Plan(seat, commit.Attempt);
        }

        if (before > 0 && before < step.Length)
            throw new InvalidOperationException($"{before} of the step's {step.Length} attempts are committed already and the others are not; a step is committed whole, so resend it as it was.");
        return before == 0 ? CommitOutcome.Applied : CommitOutcome.AlreadyApplied;
    }

    /// <summary>Hands out a planned attempt's push and advances its seat.</summary>
    internal Push Take(AttemptId attempt)
    {
        Seat seat = SeatOf(attempt.Worker.Seat);
        int at = seat.Find(attempt);
        Push push = seat.Staged[at];
        seat.Staged.RemoveAt(at);
        seat.State = seat.State.After(attempt);
        return push;
    }

    /// <summary>Refuses a worker, and lives of the seat before it, from now on; drops what they staged.</summary>
    internal void Seal(WorkerId worker)
    {
        Seat seat = SeatOf(worker.Seat);
        seat.State = seat.State with { Sealed = Math.Max(seat.State.Sealed, worker.Incarnation) };
        seat.Staged.RemoveAll(p => p.Attempt.Worker.Incarnation <= worker.Incarnation);
    }

    /// <summary>All seats, in order.</summary>
    internal SeatRecord[] Save() => [.. _seats.Values.Select(s => s.State).OrderBy(s => s.Seat)];

    /// <summary>Replaces all seats; nothing is staged then.</summary>
    internal void Load(ReadOnlySpan<SeatRecord> seats)
    {
        _seats.Clear();
        foreach (SeatRecord state in seats)
            SeatOf(state.Seat).State = state;
    }

    private static void Plan(Seat seat, AttemptId attempt)
    {
        if (seat.Planned.Refuses(attempt.Worker))
            throw new InvalidOperationException($"{attempt} cannot be committed: a later life of its seat comes before it in the step.");
        int at = seat.Find(attempt);
        if (at < 0 || seat.Staged[at].Attempt != attempt)
            throw new InvalidOperationException($"{attempt} cannot be committed: it was never staged, or a newer try took its place.");
        seat.Planned = seat.Planned.After(attempt);
    }

    private Seat SeatOf(int seat)
    {
        if (!_seats.TryGetValue(seat, out Seat? found))
            _seats.Add(seat, found = new(seat));
        return found;
    }

    private sealed class Seat(int seat)
    {
        internal SeatRecord State { get; set; } = SeatRecord.Fresh(seat);

        /// <summary>The state after the attempts of the step that is being planned.</summary>
        internal SeatRecord Planned { get; set; }

        /// <summary>One in the steady state; several where a policy lets a worker go on before its last push is decided on.</summary>
        internal List<Push> Staged { get; } = [];

        internal int Find(AttemptId attempt)
        {
            for (int i = 0; i < Staged.Count; i++)
                if (Staged[i].Attempt.Worker == attempt.Worker && Staged[i].Attempt.Clock == attempt.Clock)
                    return i;
            return -1;
        }
    }
}
