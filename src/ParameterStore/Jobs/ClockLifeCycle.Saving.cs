namespace ParameterStore;

/// <summary>The check's own state as bytes: a successor must hold both sides to what was before it.</summary>
internal sealed partial class ClockLifeCycle
{
    private const int SavedAttemptBytes = 4 * sizeof(int);
    private const int SavedSeatBytes = SavedAttemptBytes + (2 * sizeof(int));
    private const int NoAbort = -1;

    /// <summary>Writes the state.</summary>
    public void Save(StateWriter to)
    {
        to.Write(_isStopped);
        to.Write(_decidedInStep);
        to.Write(_seats.Count);
        foreach (Life life in _seats)
        {
            to.Write(life.Attempt);
            to.Write((int)life.Phase);
            to.Write(life.Abort is AbortKind abort ? (int)abort : NoAbort);
        }

        to.Write(_undecided.Count);
        foreach (AttemptId attempt in _undecided.Order(AttemptOrder.Instance))
            to.Write(attempt);
    }

    /// <summary>Takes a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        _isStopped = from.ReadBoolean("stopped");
        _decidedInStep = from.ReadInt32("decided", 0, int.MaxValue);
        for (int seat = 0, count = from.ReadCount("seats", SavedSeatBytes); seat < count; seat++)
        {
            var life = new Life { Attempt = from.ReadAttempt("attempt"), Phase = from.ReadEnum<Phase>("phase") };
            int abort = from.ReadInt32("abort", NoAbort, (int)AbortKind.SkipBlock);
            life.Abort = abort == NoAbort ? null : (AbortKind)abort;
            StateReader.Check(life.Attempt.Worker.Seat == seat || (life.Phase == Phase.Away && life.Attempt == default), "a seat has another's attempt");
            _seats.Add(life);
        }

        AttemptId last = default;
        for (int left = from.ReadCount("undecided attempts", SavedAttemptBytes); left > 0; left--)
        {
            AttemptId attempt = from.ReadAttempt("undecided attempt");
            StateReader.Check(_undecided.Count == 0 || AttemptOrder.Instance.Compare(last, attempt) < 0, "the undecided attempts are out of order");
            _undecided.Add(last = attempt);
        }
    }
}
