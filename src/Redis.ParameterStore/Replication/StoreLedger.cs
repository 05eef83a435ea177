using System.Globalization;
using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// A store without a job: whose clocks are committed, and who is sealed. Outcomes are those of <see cref="InMemoryParameterStore"/>; where a
/// staged push lies comes with the commit.
/// </summary>
internal sealed class StoreLedger(UpdateHistory history)
{
    private const int SavedSeatBytes = 4 * sizeof(int);

    private readonly SortedDictionary<int, SeatRecord> _seats = [];
    private long _newestToken;

    /// <summary>The highest token shown.</summary>
    internal long NewestToken => _newestToken;

    /// <summary>All seats, in order.</summary>
    internal SeatRecord[] Seats => [.. _seats.Values];

    /// <summary>Whether whatever the worker sends is refused.</summary>
    internal bool Refuses(WorkerId worker) => SeatOf(worker).Refuses(worker);

    /// <summary>Attempts are to be committed in one step.</summary>
    internal EntryResult Commit(StepWanted wanted, int member)
    {
        if (Mistake(wanted, member) is string mistake)
            return Refused(new ArgumentException(mistake));
        if (wanted.Fence != Fence.None)
        {
            if (wanted.Fence.Token < _newestToken)
                return Fenced(wanted);

            // As in memory: who shows a token has shown it, whatever becomes of the step.
            _newestToken = wanted.Fence.Token;
        }

        if (wanted.Step.Any(c => SeatOf(c.Commit.Attempt.Worker).Refuses(c.Commit.Attempt.Worker)))
            return Fenced(wanted);
        return Plan(wanted, out int before) is InvalidOperationException error ? Refused(error) : Apply(wanted, before);
    }

    private EntryResult Apply(StepWanted wanted, int before)
    {
        if (before > 0)
        {
            Discard(wanted);
            return Result(CommitOutcome.AlreadyApplied);
        }

        foreach (StagedCommit staged in wanted.Step)
        {
            AttemptId attempt = staged.Commit.Attempt;
            _seats[attempt.Worker.Seat] = SeatOf(attempt.Worker).After(attempt);
            history.Commit([staged.Commit], staged.Update!, staged.PulledAt);
        }

        if (wanted.Step.Any(staged => staged.Commit.Weight > 0))
            history.EndStep(history.Version);

        return Result(CommitOutcome.Applied);
    }

    private InvalidOperationException? Plan(StepWanted wanted, out int before)
    {
        before = 0;
        var planned = new Dictionary<int, SeatRecord>();
        foreach (StagedCommit staged in wanted.Step)
        {
            AttemptId attempt = staged.Commit.Attempt;
            ref SeatRecord seat = ref CollectionsMarshal.GetValueRefOrAddDefault(planned, attempt.Worker.Seat, out bool isPlanned);
            seat = isPlanned ? seat : SeatOf(attempt.Worker);
            if (seat.Has(attempt))
                before++;
            else if (seat.Refuses(attempt.Worker))
                return new($"{attempt} cannot be committed: a later life of its seat comes before it in the step.");
            else if (staged.Update is null)
                return new($"{attempt} cannot be committed: it was never staged, or a newer try took its place.");
            else
                seat = seat.After(attempt);
        }

        return before == 0 || before == wanted.Step.Length
            ? null
            : new(string.Create(CultureInfo.InvariantCulture, $"{before} of the step's {wanted.Step.Length} attempts are committed already and the others are not; a step is committed whole, so resend it as it was."));
    }

    /// <summary>A worker, and lives of the seat before it, are refused from now on.</summary>
    internal EntryResult Seal(WorkerId worker)
    {
        SeatRecord seat = SeatOf(worker);
        _seats[worker.Seat] = seat with { Sealed = Math.Max(seat.Sealed, worker.Incarnation) };
        return Result(CommitOutcome.Applied);
    }

    /// <summary>All that is known of seats is replaced.</summary>
    internal void Restore(long newestToken, ReadOnlySpan<SeatRecord> seats)
    {
        _newestToken = newestToken;
        _seats.Clear();
        foreach (SeatRecord seat in seats)
            _seats.Add(seat.Seat, seat);
    }

    /// <summary>Owned rows are written without a new version.</summary>
    internal EntryResult WriteBack(RowsWrittenBack rows, int member)
    {
        if (UpdateCheck.Mistake(rows.Update, member) is string mistake)
            return Refused(new ArgumentException(mistake));
        if (rows.Update.Bytes > 0)
            return Refused(new ArgumentException($"{rows.Worker} writes shared rows back without a commit."));
        if (SeatOf(rows.Worker).Refuses(rows.Worker))
        {
            history.Discard(rows.Update);
            return Result(CommitOutcome.Fenced);
        }

        history.Place(rows.Update);
        return Result(CommitOutcome.Applied);
    }

    private static string? Mistake(StepWanted wanted, int member)
    {
        if (wanted.Step.Length == 0)
            return "A commit step has no attempts.";
        foreach ((Commit commit, UpdateRef? update, _) in wanted.Step)
        {
            if (!float.IsFinite(commit.Weight) || commit.Weight < 0)
                return $"{commit.Attempt} is to be committed with a weight that is negative or not finite.";
            if (commit.Attempt is not { Worker: { Seat: >= 0, Incarnation: >= 0 }, Clock: >= 0, Try: >= 0 })
                return $"{commit.Attempt} is no attempt.";
            if (update is not null && UpdateCheck.Mistake(update, member) is string mistake)
                return mistake;
        }

        return null;
    }

    private EntryResult Fenced(StepWanted wanted)
    {
        Discard(wanted);
        return Result(CommitOutcome.Fenced);
    }

    // A step may be sent again whole: what it named before is known, what it names now is not needed.
    private void Discard(StepWanted wanted)
    {
        foreach (StagedCommit staged in wanted.Step)
            if (staged.Update is not null)
                history.Discard(staged.Update);
    }

    private SeatRecord SeatOf(WorkerId worker) => _seats.TryGetValue(worker.Seat, out SeatRecord seat) ? seat : SeatRecord.Fresh(worker.Seat);

    private EntryResult Result(CommitOutcome outcome) => new() { Outcome = outcome, Version = history.Version };

    private EntryResult Refused(Exception error) => Result(CommitOutcome.Fenced) with { Error = error };

    internal void Save(StateWriter to)
    {
        to.Write(_newestToken);
        to.Write(_seats.Count);
        foreach (SeatRecord seat in _seats.Values)
        {
            to.Write(seat.Seat);
            to.Write(seat.Sealed);
            to.Write(seat.Incarnation);
            to.Write(seat.Clock);
        }
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        _newestToken = from.ReadInt64("token", long.MinValue);
        int last = -1;
        for (int left = from.ReadCount("seats", SavedSeatBytes); left > 0; left--)
        {
            last = from.ReadInt32("seat", last + 1, int.MaxValue - 1);
            _seats.Add(last, new(last, from.ReadInt32("sealed", -1, int.MaxValue), from.ReadInt32("incarnation", -1, int.MaxValue), from.ReadInt32("clock", -1, int.MaxValue)));
        }
    }
}
