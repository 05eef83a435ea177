namespace ParameterStore;

/// <summary>Begins, ends and times the seats' waits at the gate. Needs the host's lock; ending a <see cref="SeatWait"/> is left to its caller, outside of it.</summary>
internal sealed class GateWaits(JobEnd end, TimeProvider time)
{
    /// <summary>A seat has asked for its next clock.</summary>
    /// <returns>Whether the answer is there; otherwise the seat waits from now on.</returns>
    public bool Begin(SeatState seat, out Grant grant)
    {
        bool isAnswered = seat.IsDeliverable || end.StoppedAt is not null;
        grant = isAnswered ? Hand(seat) : default;
        seat.IsWaiting = !isAnswered;
        if (seat.IsWaiting)
            seat.WaitingSince = time.GetTimestamp();
        return isAnswered;
    }

    /// <summary>A seat's turn to be woken.</summary>
    /// <returns>Whether somebody waits there, and with what the wait ends.</returns>
    public bool Wake(SeatState seat, out Grant grant, out Exception? error)
    {
        grant = default;
        error = null;
        seat.IsDeliverable = seat.Phase == SeatPhase.Granted;
        if (!seat.IsWaiting)
            return false;
        if (end.HasFailed)
            error = end.Failure();
        else if (seat.Phase == SeatPhase.Left)
            error = new OperationCanceledException($"The worker of {seat.Worker} left the job while it waited.");
        else if (seat.IsDeliverable || end.StoppedAt is not null)
            grant = Hand(seat);
        else
            return false;
        return End(seat);
    }

    /// <summary>A wait ends. If it was given up, its place is not: the worker may ask again, or leave.</summary>
    /// <returns>Whether somebody waited.</returns>
    public bool End(SeatState seat)
    {
        if (!seat.IsWaiting)
            return false;
        seat.IsWaiting = false;
        seat.Waited += time.GetElapsedTime(seat.WaitingSince);
        return true;
    }

    private Grant Hand(SeatState seat)
    {
        if (end.StoppedAt is StoreVersion version)
            return Grant.Stop(version);
        seat.IsDeliverable = false;
        seat.Phase = SeatPhase.Working;
        return seat.Grant;
    }
}
