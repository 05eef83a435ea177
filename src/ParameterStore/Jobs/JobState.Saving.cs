namespace ParameterStore;

/// <summary>The job's state as bytes, so that a successor goes on from it. Between inputs only: when nothing is left to be carried out.</summary>
internal sealed partial class JobState
{
    /// <summary>Writes the state, canonically: equal states give equal bytes.</summary>
    public void Save(StateWriter to)
    {
        if (!Effects.IsIdle || _pushing > 0)
            throw new InvalidOperationException("A job is saved while something of it is still to be carried out.");
        to.Write(_newest);
        to.Write(_policyKnowsStop);
        _policy.Save(to);
        _seats.Save(to);
        End.Save(to);
        _assignment.Save(to);
        _carrier.Save(to);
        _staged.Save(to);
        Ledger.Save(to);
        Measures.Save(to);
    }

    /// <summary>Makes this state, in which nothing has happened yet, one that was saved.</summary>
    /// <exception cref="InvalidDataException">It is none of this job.</exception>
    public void Load(ref StateReader from)
    {
        _newest = from.ReadVersion("newest version");
        _policyKnowsStop = from.ReadBoolean("stop");
        _policy.Load(ref from);
        _seats.Load(ref from);
        End.Load(ref from);
        _assignment.Load(ref from);
        _carrier.Load(ref from);
        _staged.Load(ref from, _seats, _manifest);
        _assignment.Check(_staged);
        Ledger.Load(ref from);
        Measures.Load(ref from);
        StateReader.Check(_assignment.Seats >= _seats.All.Length || End.IsNear, "a seat has no place in the assignment");
        foreach (SeatState seat in _seats.All)
            RestoreGrant(seat);
    }

    private void RestoreGrant(SeatState seat)
    {
        if (seat.Phase is not (SeatPhase.Granted or SeatPhase.Working))
        {
            seat.Grant = default;
            return;
        }

        StateReader.Check(seat.Worker.Seat < _assignment.Seats, "a clock is granted to a seat without work");
        seat.Grant = Grant.Run(seat.Attempt, seat.Grant.Bound, _assignment.Taken(seat.Worker.Seat), seat.Grant.StepScale);
    }
}
