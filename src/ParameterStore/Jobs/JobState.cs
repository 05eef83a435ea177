using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// The job behind a host, as a state machine: seats, assignment, policy, counts. It has no lock, thread or I/O of its own. Its host calls it
/// under one lock and carries out <see cref="Effects"/> outside of it, one at a time and in order; so a release that follows from a step
/// cannot overtake the step's commit.
/// </summary>
internal sealed class JobState
{
    private readonly JobManifest _manifest;
    private readonly PolicyDriver _policy;
    private readonly SeatTable _seats;
    private readonly JobEnd _end;
    private readonly ShardAssignment _assignment;
    private readonly DecisionCarrier _carrier;
    private readonly StagedPushes _staged = new();
    private StoreVersion _newest;
    private bool _policyKnowsStop;
    private int _pushing;

    public JobState(JobManifest manifest, ISyncPolicy policy, TimeProvider time)
    {
        _manifest = manifest;
        _policy = new(policy, time);
        _seats = new(manifest);
        _end = new(manifest);
        Waits = new(_end, time);
        _assignment = new(manifest.Shards, manifest.Epochs, manifest.BlocksPerEpoch, Math.Min(manifest.Workers, manifest.Shards));
        _carrier = new(_seats, _assignment, Effects);
        Ledger = new(manifest.Shards, manifest.Epochs, manifest.BlocksPerEpoch);
    }

    /// <summary>What is to be done outside the lock.</summary>
    public EffectQueue Effects { get; } = new();

    public BlockLedger Ledger { get; }

    public GateWaits Waits { get; }

    public IReadOnlyList<ShardAssign> AssignmentLog => _assignment.Log;

    public bool CommitsOnPush => _policy.CommitsOnPush;

    public JobStatistics Statistics() =>
        _carrier.Counts.ToStatistics(Ledger, _end.StoppedAt is null ? null : _end.Reason, _seats.All);

    /// <summary>How long until a time in nanoseconds since the job's start; zero if it has passed.</summary>
    public TimeSpan Until(long at) => TimeSpan.FromTicks(Math.Max(0, at - _policy.Now()) / TimeSpan.NanosecondsPerTick);

    /// <summary>Whether an attempt is to be given up: the policy said so, its worker left, or the job is ending. May be asked by any thread.</summary>
    public bool IsAborted(AttemptId attempt) => _end.IsNear || _seats.IsAborted(attempt);

    /// <summary>A worker takes a seat.</summary>
    public WorkerId Join()
    {
        _end.ThrowIfFailed();
        SeatState seat = _seats.Take();
        if (_end.IsNear)
            return seat.Worker;
        _assignment.Join(seat.Worker.Seat);

        // Who is there from the start is known to the policy before anyone is released; who comes later, once it is ready.
        if (_seats.Joined <= _manifest.Workers && _assignment.HasWork(seat.Worker.Seat))
            Activate(seat);
        if (_seats.Joined == _manifest.Workers)
            AdmitParked();
        return seat.Worker;
    }

    /// <summary>A worker asks for its next clock, or asks again after a wait that it gave up.</summary>
    /// <returns>Whether the answer is there; otherwise the seat waits, until an effect wakes it.</returns>
    public bool Ask(WorkerId worker, out SeatState seat, out Grant grant)
    {
        _end.ThrowIfFailed();
        seat = _seats.Get(worker);
        if (seat.IsWaiting)
            throw new InvalidOperationException($"The worker of {worker} waits at the gate already.");
        if (seat.Phase == SeatPhase.Working && !_end.IsNear)
            throw new InvalidOperationException($"{seat.Attempt}: the worker asks for the next clock, but neither pushed this one nor gave it up.");
        if (seat.Phase is SeatPhase.Idle or SeatPhase.Working)
        {
            seat.Phase = SeatPhase.Parked;
            Admit(seat);
            _end.ThrowIfFailed();
        }

        return Waits.Begin(seat, out grant);
    }

    /// <summary>A seat's delay is over.</summary>
    public void WakeNext(int seat) => Effects.Add(new(HostEffectKind.Wake, _seats[seat]));

    private void Activate(SeatState seat)
    {
        seat.IsActive = true;
        seat.Attempt = new(seat.Worker, Math.Max(seat.Attempt.Clock, _carrier.MinClock), 0);
        Feed(SyncEvent.Joined(seat.Worker, seat.Attempt.Clock));
    }

    /// <summary>Tells the policy of a parked seat that has work; one without stands by and holds nobody back.</summary>
    private void Admit(SeatState seat)
    {
        if (!_seats.HasGathered || _end.IsNear)
            return;
        if (_assignment.HasWork(seat.Worker.Seat))
        {
            if (!seat.IsActive)
                Activate(seat);
            seat.Phase = SeatPhase.Ready;
            Feed(SyncEvent.Ready(seat.Worker, seat.Attempt.Clock));
        }
        else if (seat.IsActive)
        {
            Deactivate(seat, LeaveReason.Finished);
        }
    }

    private void AdmitParked()
    {
        foreach (SeatState seat in _seats.All)
            if (seat.Phase == SeatPhase.Parked)
                Admit(seat);
    }

    private void Deactivate(SeatState seat, LeaveReason reason)
    {
        seat.IsActive = false;
        Feed(SyncEvent.Left(seat.Worker, reason));
    }

    /// <summary>An attempt has read a version, a timer rang, or a measure arrived.</summary>
    public void Notice(SyncEvent e)
    {
        if (!_end.IsNear)
            Feed(e);
    }

    /// <summary>Admits a push to the store.</summary>
    /// <returns>Null: the worker left, or the job is stopping; the push is refused.</returns>
    public SeatState? BeginPush(Push push)
    {
        _end.ThrowIfFailed();
        if (_end.IsNear || _seats.Find(push.Attempt.Worker) is not SeatState seat)
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
    public void EndPush(SeatState seat, StoreVersion pulledAt, bool pushed, StoreVersion committedAt)
    {
        seat.IsPushing = false;
        _pushing--;
        if (committedAt.Index > _newest.Index)
            _newest = committedAt;
        if (pushed)
            Pushed(seat, pulledAt);
        if (seat.LeavesAs is LeaveReason reason)
            Leave(seat, reason);
        Settle();
    }

    private void Pushed(SeatState seat, StoreVersion pulledAt)
    {
        ReadOnlySpan<BlockId> blocks = _assignment.InHand(seat.Worker.Seat);
        if (CommitsOnPush)
            Ledger.Add(blocks, BlockEnd.Committed);
        else
            _staged.Add(seat, blocks);
        seat.Clocks++;
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
    public void Aborted(AttemptId attempt)
    {
        if (_end.IsNear || _seats.Find(attempt.Worker) is not SeatState seat)
            return;
        _policy.LifeCycle.CheckAborted(attempt);
        _carrier.Counts.Aborts++;
        if (seat.AbortKind == AbortKind.SkipBlock)
        {
            Ledger.Add(_assignment.InHand(seat.Worker.Seat), BlockEnd.Skipped);
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

    /// <summary>A worker leaves; once its push, if one is on its way, has an end.</summary>
    public void Leave(WorkerId worker, LeaveReason reason, Exception? error)
    {
        if (_seats.Find(worker) is not SeatState seat)
            return;
        if (error is not null)
            Fail($"the worker of {worker} threw", error);
        if (seat.IsPushing)
            seat.LeavesAs = reason;
        else
            Leave(seat, reason);
    }

    private void Leave(SeatState seat, LeaveReason reason)
    {
        seat.LeavesAs = null;
        seat.Phase = SeatPhase.Left;

        // Whatever it is still at can only be lost.
        seat.Abort(AbortKind.RedoBlock);
        Effects.Add(new(HostEffectKind.Wake, seat));
        if (seat.IsActive)
            Deactivate(seat, reason);
        if (seat.Undecided == 0)
            Effects.Add(new(HostEffectKind.Seal, seat));
        if (_end.IsNear)
            return;
        _assignment.Leave(seat.Worker.Seat);
        AdmitParked();
    }

    /// <summary>The job is to end. Pushes that are on their way to the store are waited for, so that the version is known.</summary>
    public void RequestStop(StopReason reason)
    {
        if (_end.TryStop(reason))
            Settle();
    }

    private void Settle()
    {
        if (Ledger.IsComplete)
            _end.TryStop(StopReason.Completed);
        if (!_end.IsNear || _pushing > 0 || _policyKnowsStop)
            return;
        Feed(SyncEvent.StopRequested(_end.Reason));
        _policyKnowsStop = true;
    }

    /// <summary>All commits before the stop are in the store.</summary>
    public void Stop(long versionIndex)
    {
        if (_newest.Index != versionIndex)
            throw new InvalidOperationException($"The policy stopped job '{_manifest.JobId}' at version {versionIndex}, but the store is at {_newest}.");
        _end.StoppedAt = _newest;
        WakeAll();
    }

    /// <summary>The job ends with an error.</summary>
    public void Fail(string where, Exception error)
    {
        if (_end.TryFail(where, error))
            WakeAll();
    }

    private void WakeAll()
    {
        foreach (SeatState seat in _seats.All)
            if (seat.IsWaiting)
                Effects.Add(new(HostEffectKind.Wake, seat));
    }

    /// <summary>Takes the attempts of the oldest step that was decided.</summary>
    public void TakeStep(Span<Commit> into) => _carrier.TakeStep(into);

    /// <summary>A step is in the store.</summary>
    public void StepCommitted(ReadOnlySpan<Commit> step, StoreVersion version)
    {
        _newest = version;
        bool begins = false;
        foreach (Commit commit in step)
        {
            StagedPush staged = _staged.Remove(commit.Attempt);
            Span<BlockId> blocks = CollectionsMarshal.AsSpan(staged.Blocks);
            begins |= _assignment.Decided(blocks);
            Ledger.Add(blocks, commit.Weight == 0 ? BlockEnd.Discarded : BlockEnd.Committed);
            if (staged.Seat is { Phase: SeatPhase.Left, Undecided: 0 })
                Effects.Add(new(HostEffectKind.Seal, staged.Seat));
        }

        if (begins)
            AdmitParked();
        Settle();
    }

    private void Feed(SyncEvent e)
    {
        if (_end.HasFailed || _policyKnowsStop)
            return;
        try
        {
            foreach (ref readonly SyncDecision decision in CollectionsMarshal.AsSpan(_policy.On(e)))
                _carrier.CarryOut(in decision, _policy.LastEvent);
        }
        catch (Exception bug)
        {
            // Whoever waits must learn that policy and host disagree, not only who drove the event.
            Fail($"the policy took {e.Kind}", bug);
        }
    }
}
