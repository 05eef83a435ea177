namespace ParameterStore;

/// <summary>
/// The seats' waits at the gate of this process: begins, ends and times them. Needs the host's lock; ending a <see cref="SeatWait"/> is left to
/// its caller, outside of it.
/// </summary>
internal sealed class GateWaits(JobState state, TimeProvider time)
{
    /// <summary>A worker asks for its next clock, or asks again after a wait that it gave up.</summary>
    /// <returns>Whether the answer is there; otherwise the seat waits from now on, until an effect wakes it.</returns>
    public bool Ask(WorkerId worker, long now, out SeatState seat, out Grant grant)
    {
        seat = state.Get(worker);
        if (seat.Gate.IsWaiting)
            throw new InvalidOperationException($"The worker of {worker} waits at the gate already.");
        state.Ask(seat, now);
        state.End.ThrowIfFailed();

        // A release that waits for nothing needs no wait either.
        if (state.Effects.TryTakeWake(seat))
            seat.Gate.IsDeliverable = seat.Phase == SeatPhase.Granted;
        bool isAnswered = seat.Gate.IsDeliverable || state.End.StoppedAt is not null;
        grant = isAnswered ? Hand(seat) : default;
        seat.Gate.IsWaiting = !isAnswered;
        if (seat.Gate.IsWaiting)
            seat.Gate.WaitingSince = time.GetTimestamp();
        return isAnswered;
    }

    /// <summary>A seat's turn to be woken.</summary>
    /// <returns>Whether somebody waits there, and with what the wait ends.</returns>
    public bool Wake(SeatState seat, out Grant grant, out Exception? error)
    {
        grant = default;
        error = null;
        seat.Gate.IsDeliverable = seat.Phase == SeatPhase.Granted;
        if (!seat.Gate.IsWaiting)
            return false;
        if (state.End.HasFailed)
            error = state.End.Failure();
        else if (seat.Phase == SeatPhase.Left)
            error = new OperationCanceledException($"The worker of {seat.Worker} left the job while it waited.");
        else if (seat.Gate.IsDeliverable || state.End.StoppedAt is not null)
            grant = Hand(seat);
        else
            return false;
        return End(seat);
    }

    /// <summary>A wait ends. If it was given up, its place is not: the worker may ask again, or leave.</summary>
    /// <returns>Whether somebody waited.</returns>
    public bool End(SeatState seat)
    {
        if (!seat.Gate.IsWaiting)
            return false;
        seat.Gate.IsWaiting = false;
        seat.Waited += time.GetElapsedTime(seat.Gate.WaitingSince);
        return true;
    }

    private Grant Hand(SeatState seat)
    {
        if (state.End.StoppedAt is StoreVersion version)
            return Grant.Stop(version);
        seat.Gate.IsDeliverable = false;
        seat.Phase = SeatPhase.Working;
        return seat.Grant;
    }
}
