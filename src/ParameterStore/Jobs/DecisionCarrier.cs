namespace ParameterStore;

/// <summary>Turns a policy's decisions into grants and effects. Needs the host's lock.</summary>
internal sealed class DecisionCarrier(SeatTable seats, ShardAssignment assignment, EffectQueue effects)
{
    private const int SavedCommitBytes = 5 * sizeof(int);

    private readonly Queue<Commit> _decided = new();
    private int _decidedInStep;
    private float _stepScale = 1;

    /// <summary>The slowest active worker's clock, as the policy announced it last.</summary>
    public int MinClock { get; private set; }

    public JobCounts Counts { get; } = new();

    public void CarryOut(in SyncDecision decision, long now)
    {
        switch (decision.Kind)
        {
            case SyncDecisionKind.Release:
                Release(in decision, now);
                break;
            case SyncDecisionKind.Abort:
                seats[decision.Attempt.Worker.Seat].Abort(decision.AbortKind);
                break;
            case SyncDecisionKind.Apply:
                Decide(decision.Attempt, decision.Weight);
                break;
            case SyncDecisionKind.Discard:
                Decide(decision.Attempt, 0);
                break;
            case SyncDecisionKind.EndStep:
                effects.Add(new(HostEffectKind.CommitStep, Id: _decidedInStep));
                _decidedInStep = 0;
                break;
            case SyncDecisionKind.ArmTimer:
                effects.Add(new(HostEffectKind.ArmTimer, Id: decision.Id, At: decision.At));
                break;
            case SyncDecisionKind.CancelTimer:
                effects.Add(new(HostEffectKind.CancelTimer, Id: decision.Id));
                break;
            case SyncDecisionKind.Measure:
                effects.Add(new(HostEffectKind.Measure, Id: decision.Id));
                break;
            case SyncDecisionKind.SetStepScale:
                _stepScale = decision.Weight;
                break;
            case SyncDecisionKind.Announce:
                MinClock = decision.MinClock;
                break;
            case SyncDecisionKind.Stop:
                effects.Add(new(HostEffectKind.Stop, Id: decision.Bound.Index));
                break;
        }
    }

    /// <summary>Takes the attempts of the oldest step that was decided.</summary>
    public void TakeStep(Span<Commit> into)
    {
        foreach (ref Commit commit in into)
            commit = _decided.Dequeue();
    }

    /// <summary>Writes what was announced and decided, and the counts.</summary>
    public void Save(StateWriter to)
    {
        to.Write(MinClock);
        to.Write(_stepScale);
        to.Write(_decidedInStep);
        to.Write(_decided.Count);
        foreach (Commit commit in _decided)
        {
            to.Write(commit.Attempt);
            to.Write(commit.Weight);
        }

        Counts.Save(to);
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        MinClock = from.ReadInt32("minimum", 0, int.MaxValue);
        _stepScale = from.ReadSingle("step scale");
        _decidedInStep = from.ReadInt32("decided in this step", 0, int.MaxValue);
        for (int left = from.ReadCount("decided", SavedCommitBytes); left > 0; left--)
            _decided.Enqueue(new(from.ReadAttempt("decided attempt"), from.ReadSingle("weight")));
        StateReader.Check(_decidedInStep == _decided.Count, "a step that ended was not committed");
        Counts.Load(ref from);
    }

    private void Decide(AttemptId attempt, float weight)
    {
        _decided.Enqueue(new(attempt, weight));
        _decidedInStep++;
    }

    private void Release(in SyncDecision decision, long now)
    {
        SeatState seat = seats[decision.Attempt.Worker.Seat];
        SeatBlocks work = decision.Attempt.Try == 0 ? assignment.Take(seat.Worker.Seat) : assignment.Taken(seat.Worker.Seat);
        seat.Grant = Grant.Run(decision.Attempt, decision.Bound, work, _stepScale);
        seat.NotBefore = decision.At;
        seat.Phase = SeatPhase.Granted;
        Counts.Released(decision.Attempt.Clock - MinClock);
        if (decision.At > now)
            effects.Add(new(HostEffectKind.WakeLater, seat, At: decision.At));
        else
            effects.Add(new(HostEffectKind.Wake, seat));
    }
}
