using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>Attempts: pushed, given up, and decided on in steps.</summary>
internal sealed partial class JobState
{
    /// <summary>Whether an attempt that its seat was let through to has read its parameters.</summary>
    public bool HasPulled(AttemptId attempt) => _policy.LifeCycle.HasPulled(attempt);

    /// <summary>Whether the policy asked for an attempt, which has read its parameters, to be given up.</summary>
    public bool IsToBeGivenUp(AttemptId attempt) => _policy.LifeCycle.IsToBeGivenUp(attempt);

    /// <summary>Admits a push to the store.</summary>
    /// <returns>Null: the worker left, or the job is stopping; the push is refused.</returns>
    public SeatState? BeginPush(Push push)
    {
        End.ThrowIfFailed();
        if (End.IsNear || _seats.Find(push.Attempt.Worker) is not SeatState seat)
            return null;
        _policy.LifeCycle.CheckPush(push.Attempt);
        if (seat.IsPushing)
            throw new InvalidOperationException($"{push.Attempt} is being pushed already.");
        if (!push.Blocks.SequenceEqual(_assignment.InHand(seat.Worker.Seat)))
            throw new ArgumentException($"{push.Attempt}: the push must name the blocks that were granted, in their order.", nameof(push));
        seat.IsPushing = true;
        _pushing++;
        return seat;
    }

    /// <summary>The store has answered. Unless the attempt was <paramref name="pushed"/>, it may be pushed again.</summary>
    /// <param name="seat">Whose it is.</param>
    /// <param name="pulledAt">The version that it computed from.</param>
    /// <param name="losses">What its blocks summed up, in their order.</param>
    /// <param name="pushed">Whether the store took it.</param>
    /// <param name="committedAt">The version after its commit; zero if it was not committed.</param>
    /// <param name="now">When.</param>
    public void EndPush(SeatState seat, StoreVersion pulledAt, ReadOnlySpan<BlockLoss> losses, bool pushed, StoreVersion committedAt, long now)
    {
        seat.IsPushing = false;
        _pushing--;
        if (committedAt.Index > _newest.Index)
            _newest = committedAt;
        _policy.Advance(now);
        if (pushed)
            Pushed(seat, pulledAt, losses);
        if (seat.LeavesAs is LeaveReason reason)
            Leave(seat, reason);
        Settle();
    }

    /// <summary>A seat's attempt is pushed, and committed if workers commit their own pushes; all in one.</summary>
    public void Push(SeatState seat, StoreVersion pulledAt, ReadOnlySpan<BlockLoss> losses, StoreVersion committedAt, long now)
    {
        _pushing++;
        EndPush(seat, pulledAt, losses, pushed: true, committedAt, now);
    }

    private void Pushed(SeatState seat, StoreVersion pulledAt, ReadOnlySpan<BlockLoss> losses)
    {
        ReadOnlySpan<BlockId> blocks = _assignment.InHand(seat.Worker.Seat);
        foreach (BlockLoss loss in losses)
            seat.Examples += loss.Examples;
        if (CommitsOnPush)
            Ledger.Add(blocks, BlockEnd.Committed, losses);
        else
            _staged.Add(seat, blocks, losses);
        seat.Clocks++;
        seat.LastPushed = seat.Attempt.Clock;
        FinishClock(seat, SyncEvent.Pushed(seat.Attempt, pulledAt), isUndecided: !CommitsOnPush);
    }

    private void FinishClock(SeatState seat, SyncEvent e, bool isUndecided)
    {
        bool moved = _assignment.Finish(seat.Worker.Seat, isUndecided);
        seat.Attempt = new(seat.Worker, seat.Attempt.Clock + 1, 0);
        seat.Phase = SeatPhase.Idle;
        Feed(e);
        if (moved)
            AdmitParked();
    }

    /// <summary>A worker gave an attempt up.</summary>
    public void Aborted(AttemptId attempt, long now)
    {
        if (End.IsNear || _seats.Find(attempt.Worker) is not SeatState seat)
            return;
        _policy.LifeCycle.CheckAborted(attempt);
        _policy.Advance(now);
        _carrier.Counts.Aborts++;
        if (seat.AbortKind == AbortKind.SkipBlock)
        {
            Ledger.Add(_assignment.InHand(seat.Worker.Seat), BlockEnd.Skipped, []);
            FinishClock(seat, SyncEvent.Aborted(attempt), isUndecided: false);
        }
        else
        {
            seat.Attempt = attempt with { Try = attempt.Try + 1 };
            seat.Phase = SeatPhase.Ready;
            Feed(SyncEvent.Aborted(attempt));
        }

        Settle();
    }

    /// <summary>Takes the attempts of the oldest step that was decided.</summary>
    public void TakeStep(Span<Commit> into) => _carrier.TakeStep(into);

    /// <summary>A step is in the store.</summary>
    public void StepCommitted(ReadOnlySpan<Commit> step, StoreVersion version, long now)
    {
        _policy.Advance(now);
        _newest = version;
        bool begins = false;
        foreach (Commit commit in step)
        {
            StagedPush staged = _staged.Remove(commit.Attempt);
            Span<BlockId> blocks = CollectionsMarshal.AsSpan(staged.Blocks);
            begins |= _assignment.Decided(blocks);
            Ledger.Add(blocks, commit.Weight == 0 ? BlockEnd.Discarded : BlockEnd.Committed, CollectionsMarshal.AsSpan(staged.Losses));
            if (staged.Seat is { Phase: SeatPhase.Left, Undecided: 0 })
                Effects.Add(new(HostEffectKind.Seal, staged.Seat));
        }

        if (begins)
            AdmitParked();
        Settle();
    }
}
