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
