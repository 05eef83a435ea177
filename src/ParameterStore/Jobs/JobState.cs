using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// The job behind a host, as a state machine: seats, assignment, policy, counts. It has no lock, thread, clock or I/O of its own: the same inputs
/// lead to the same state. Its host calls it under one lock and carries out <see cref="Effects"/> outside of it, one at a time and in order; so a
/// release that follows from a step cannot overtake the step's commit. Every input says when it happened, in nanoseconds since the job's start.
/// </summary>
internal sealed partial class JobState
{
    private readonly JobManifest _manifest;
    private readonly PolicyDriver _policy;
    private readonly SeatTable _seats;
    private readonly ShardAssignment _assignment;
    private readonly DecisionCarrier _carrier;
    private readonly StagedPushes _staged = new();
    private StoreVersion _newest;
    private bool _policyKnowsStop;
    private int _pushing;

    public JobState(JobManifest manifest, ISyncPolicy policy, bool gathersTogether = false)
    {
        _manifest = manifest;
        _policy = new(policy);
        _seats = new(manifest, gathersTogether);
        End = new(manifest);
        _assignment = new(manifest.Shards, manifest.Epochs, manifest.BlocksPerEpoch, Math.Min(manifest.Workers, manifest.Shards), manifest.HomeShards);
        _carrier = new(_seats, _assignment, Effects);
        Measures = new(manifest.Epochs);
        Ledger = new(manifest.Shards, manifest.Epochs, manifest.BlocksPerEpoch);
    }

    /// <summary>What is to be done outside the lock.</summary>
    public EffectQueue Effects { get; } = new();

    public BlockLedger Ledger { get; }

    /// <summary>The validation losses that were posted.</summary>
    public EpochMeasures Measures { get; }

    /// <summary>Whether and how the job ends.</summary>
    public JobEnd End { get; }

    /// <summary>When the last input happened.</summary>
    public long Now => _policy.Now;

    /// <summary>The seats' newest lives.</summary>
    public ReadOnlySpan<SeatState> Seats => _seats.All;

    public IReadOnlyList<ShardAssign> AssignmentLog => _assignment.Log;

    /// <summary>Whether all workers that the job starts with have been there at one time.</summary>
    public bool HasGathered => _seats.HasGathered;

    public bool CommitsOnPush => _policy.CommitsOnPush;

    public JobStatistics Statistics() =>
        _carrier.Counts.ToStatistics(Ledger, End, _seats.All);

    /// <summary>Whether an attempt is to be given up: the policy said so, its worker left, or the job is ending. May be asked by any thread.</summary>
    public bool IsAborted(AttemptId attempt) => End.IsNear || _seats.IsAborted(attempt);

    /// <summary>A worker takes a seat.</summary>
    /// <param name="now">When.</param>
    /// <param name="home">Whose examples it has: <see cref="JobManifest.HomeShards"/>.</param>
    /// <param name="incarnationMin">The worker's incarnation is at least this.</param>
    /// <exception cref="JobFailedException">The job has failed; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">There is no seat left; nothing changed.</exception>
    public WorkerId Join(long now, int home = 0, int incarnationMin = 0)
    {
        End.ThrowIfFailed();
        bool isGathering = !_seats.HasGathered;
        SeatState seat = _seats.Take(incarnationMin);
        _policy.Advance(now);
        if (End.IsNear)
            return seat.Worker;

        // Where shards have homes, each leaves the others of its home their share until all are there.
        bool leavesShare = _manifest.HomeShards.Count > 1 && !_seats.HasGathered;
        _assignment.Join(seat.Worker.Seat, home, leavesShare ? (_manifest.Shards + _manifest.Workers - 1) / _manifest.Workers : int.MaxValue);

        // Who is there from the start is known to the policy before anyone is released; who comes later, once it is ready.
        if (isGathering && _assignment.HasWork(seat.Worker.Seat))
            Activate(seat);
        if (isGathering && _seats.HasGathered)
            AdmitParked();
        return seat.Worker;
    }

    /// <summary>The worker's seat; null if it has left or never joined.</summary>
    public SeatState? Find(WorkerId worker) => _seats.Find(worker);

    /// <summary>The worker's seat.</summary>
    /// <exception cref="JobFailedException">The job has failed.</exception>
    /// <exception cref="InvalidOperationException">The worker left or never joined.</exception>
    public SeatState Get(WorkerId worker)
    {
        End.ThrowIfFailed();
        return _seats.Get(worker);
    }

    /// <summary>The blocks that a seat has been granted and has not finished, in order.</summary>
    public ReadOnlySpan<BlockId> InHand(SeatState seat) => _assignment.InHand(seat.Worker.Seat);

    /// <summary>The blocks of a push that waits for the policy's decision.</summary>
    public ReadOnlySpan<BlockId> Staged(AttemptId attempt) => CollectionsMarshal.AsSpan(_staged.Get(attempt).Blocks);

    /// <summary>Whether an attempt is staged, and how many are.</summary>
    public bool IsStaged(AttemptId attempt) => _staged.Has(attempt);

    public int StagedCount => _staged.Count;

    /// <summary>Whether there is still something to do that only a home's examples allow.</summary>
    public bool HasBlocksLeft(int home) => _assignment.HasBlocksLeft(home);

    /// <summary>Which seat works on an example shard.</summary>
    public int HolderOf(int shard) => _assignment.HolderOf(shard);

    /// <summary>A seat asks for its next clock, or asks again.</summary>
    public void Ask(SeatState seat, long now)
    {
        if (seat.Phase == SeatPhase.Working && !End.IsNear)
            throw new InvalidOperationException($"{seat.Attempt}: the worker asks for the next clock, but neither pushed this one nor gave it up.");
        _policy.Advance(now);
        if (seat.Phase is not (SeatPhase.Idle or SeatPhase.Working))
            return;
        seat.Phase = SeatPhase.Parked;
        Admit(seat);
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
        if (!_seats.HasGathered || End.IsNear)
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
    public void Notice(SyncEvent e, long now)
    {
        _policy.Advance(now);
        if (!End.IsNear)
            Feed(e);
    }

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

    /// <summary>A worker leaves; once its push, if one is on its way, has an end.</summary>
    public void Leave(WorkerId worker, LeaveReason reason, Exception? error, long now)
    {
        if (_seats.Find(worker) is not SeatState seat)
            return;
        _policy.Advance(now);
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
        if (End.IsNear)
            return;
        _assignment.Leave(seat.Worker.Seat);
        AdmitParked();
    }

    /// <summary>The job is to end. Pushes that are on their way to the store are waited for, so that the version is known.</summary>
    public void RequestStop(StopReason reason, long now)
    {
        _policy.Advance(now);
        if (End.TryStop(reason))
            Settle();
    }

    private void Settle()
    {
        if (Ledger.IsComplete)
            End.TryStop(StopReason.Completed);
        if (!End.IsNear || _pushing > 0 || _policyKnowsStop)
            return;
        Feed(SyncEvent.StopRequested(End.Reason));
        _policyKnowsStop = true;
    }

    /// <summary>All commits before the stop are in the store.</summary>
    public void Stop(long versionIndex)
    {
        if (_newest.Index != versionIndex)
            throw new InvalidOperationException($"The policy stopped job '{_manifest.JobId}' at version {versionIndex}, but the store is at {_newest}.");
        End.StoppedAt = _newest;
        WakeAll();
    }

    /// <summary>The job ends with an error.</summary>
    public void Fail(string where, Exception error) => Fail($"{where}: {error.Message}", error, Now);

    /// <summary>The job ends with an error, whose cause may be in another process.</summary>
    public void Fail(string what, Exception? cause, long now)
    {
        _policy.Advance(now);
        if (End.TryFail(what, cause))
            WakeAll();
    }

    private void WakeAll()
    {
        foreach (SeatState seat in _seats.All)
            if (seat.Phase != SeatPhase.Left)
                Effects.Add(new(HostEffectKind.Wake, seat));
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

    private void Feed(SyncEvent e)
    {
        if (End.HasFailed || _policyKnowsStop)
            return;
        try
        {
            foreach (ref readonly SyncDecision decision in CollectionsMarshal.AsSpan(_policy.On(e)))
            {
                // Before the worker's next grant, which may come before the step is in the store.
                if (decision.Kind == SyncDecisionKind.Discard)
                    _assignment.Discarded(Staged(decision.Attempt));
                _carrier.CarryOut(in decision, _policy.Now);
            }
        }
        catch (Exception bug)
        {
            // Whoever waits must learn that policy and host disagree, not only who drove the event.
            Fail($"the policy took {e.Kind}", bug);
        }
    }
}
