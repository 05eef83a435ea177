namespace ParameterStore;

/// <summary>
/// A job in this process: workers are tasks that call it. One lock guards the job's state machine; the store, timers and waiting workers are
/// reached outside of it, by one thread at a time.
/// </summary>
internal sealed class InProcessHost : IJobHost
{
    // There is one coordinator and it never changes.
    private static readonly Fence _fence = new(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly JobState _state;
    private readonly GateWaits _waits;
    private readonly HostTimers _timers;
    private readonly HostTimers _delays;
    private readonly Action<object?, CancellationToken> _cancelWait;
    private readonly LocalPosts _posts = new();
    private readonly MeasureWishes _wishes = new();
    private readonly KeptPushes? _kept;
    private Commit[] _step = [];

    public InProcessHost(JobManifest manifest, ISyncPolicy policy, IParameterStore store, TimeProvider time)
    {
        Manifest = manifest;
        Store = store;
        _time = time;
        _started = time.GetTimestamp();
        _state = new(manifest, policy);
        _waits = new(_state, time);
        _timers = new(time, id => Notice(SyncEvent.Timer(id)));
        _delays = new(time, WakeNext);
        _cancelWait = CancelWait;
        _kept = policy.Traits is { Apply: ApplyMode.ByDecision, Weights: true } ? new(store) : null;
    }

    public JobManifest Manifest { get; }

    public int LocalWorkers => Manifest.Workers;

    public bool IsLead => true;

    public IParameterStore Store { get; }

    public int EpochsDone => _state.Ledger.EpochsDone;

    public BlockLoss LossOf(int epoch)
    {
        lock (_lock)
            return _state.Ledger.LossOf(epoch);
    }

    public JobStatistics Statistics
    {
        get
        {
            lock (_lock)
                return _state.Statistics();
        }
    }

    /// <summary>Who got which example shard from which block on.</summary>
    internal IReadOnlyList<ShardAssign> AssignmentLog
    {
        get
        {
            lock (_lock)
                return [.. _state.AssignmentLog];
        }
    }

    public bool IsAborted(AttemptId attempt) => _state.IsAborted(attempt);

    public ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken) => JoinAsync(Manifest.Home, cancellationToken);

    /// <summary>A worker takes a seat that has the examples of one of <see cref="JobManifest.HomeShards"/>.</summary>
    internal ValueTask<WorkerId> JoinAsync(int home, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            lock (_lock)
                return new(_state.Join(Now(), home));
        }
        finally
        {
            Drain();
        }
    }

    public ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SeatState seat;
        ValueTask<Grant> wait;
        try
        {
            lock (_lock)
            {
                if (_waits.Ask(worker, Now(), out seat, out Grant grant))
                    return new(grant);
                wait = seat.Gate.Wait.Task;
            }
        }
        finally
        {
            Drain();
        }

        if (cancellationToken.CanBeCanceled)
            seat.Gate.Wait.Attach(cancellationToken.UnsafeRegister(_cancelWait, seat));
        return wait;
    }

    private void CancelWait(object? seat, CancellationToken cancellationToken)
    {
        var waiting = (SeatState)seat!;
        bool waited;
        lock (_lock)
            waited = _waits.End(waiting);
        if (waited)
            waiting.Gate.Wait.Fail(new OperationCanceledException(cancellationToken));
    }

    public void Pulled(AttemptId attempt, StoreVersion version) => Notice(SyncEvent.Pulled(attempt, version));

    public async ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken)
    {
        SeatState? seat;
        lock (_lock)
            seat = _state.BeginPush(push);
        if (seat is null)
            return CommitOutcome.Fenced;
        StoreVersion pulledAt = push.PulledAt;
        var result = new CommitResult(CommitOutcome.Fenced, default);
        try
        {
            if (await Store.StageAsync(_kept?.Keep(push) ?? push, cancellationToken).ConfigureAwait(false))
                result = _state.CommitsOnPush ? await CommitAsync(seat, push.Attempt, cancellationToken).ConfigureAwait(false) : new(CommitOutcome.Applied, default);
            return result.Outcome;
        }
        finally
        {
            if (result.Outcome == CommitOutcome.Fenced)
                _kept?.Free(push.Attempt);
            lock (_lock)
                _state.EndPush(seat, pulledAt, push.Losses, result.Outcome != CommitOutcome.Fenced, result.Version, Now());
            Drain();
        }
    }

    private ValueTask<CommitResult> CommitAsync(SeatState seat, AttemptId attempt, CancellationToken cancellationToken)
    {
        seat.Gate.OwnStep[0] = new(attempt, 1);
        return Store.CommitAsync(seat.Gate.OwnStep, Fence.None, cancellationToken);
    }

    public ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken)
    {
        lock (_lock)
            _state.Aborted(attempt, Now());
        Drain();
        return ValueTask.CompletedTask;
    }

    public void RequestStop(StopReason reason)
    {
        lock (_lock)
            _state.RequestStop(reason, Now());
        Drain();
    }

    public ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken)
    {
        if (error is not null && reason != LeaveReason.Died)
            throw new ArgumentException($"A worker that leaves with an error has {nameof(LeaveReason.Died)}, not {reason}.", nameof(reason));
        lock (_lock)
            _state.Leave(worker, reason, error, Now());
        Drain();
        return ValueTask.CompletedTask;
    }

    public ValueTask<MeasureWish> MeasureWantedAsync(CancellationToken cancellationToken) => _wishes.NextAsync(cancellationToken);

    public ValueTask MeasureTakenAsync(long id, double value, CancellationToken cancellationToken)
    {
        if (_wishes.Take(id))
            Notice(SyncEvent.Measured(id, value));
        return ValueTask.CompletedTask;
    }

    public ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(_state.Measures.Post(epoch, loss));
    }

    public double? MeasureOf(int epoch)
    {
        lock (_lock)
            return _state.Measures[epoch];
    }

    public ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken) => new(MeasureOf(epoch));

    public ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _posts.Post(name, bytes);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ReadOnlyMemory<byte>> ReadPostedAsync(string name, CancellationToken cancellationToken) => new(_posts.Read(name));

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken) => new([mine]);

    public ValueTask CompletedAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private void Notice(SyncEvent e)
    {
        lock (_lock)
            _state.Notice(e, Now());
        Drain();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _state.Fail("the host is gone", new ObjectDisposedException(nameof(InProcessHost)));
        Drain();
        _timers.Dispose();
        _delays.Dispose();
        await Store.DisposeAsync().ConfigureAwait(false);
    }

    private void Drain()
    {
        bool begins;
        lock (_lock)
            begins = _state.Effects.TryBegin();

        // Whoever drives an event does not wait for what follows from it; what fails there fails the job.
        if (begins)
            _ = DrainAsync();
    }

    private async Task DrainAsync()
    {
        while (TryTake(out HostEffect effect))
        {
            try
            {
                await CarryOutAsync(effect).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                lock (_lock)
                    _state.Fail($"{effect.Kind} failed", error);
            }
        }
    }

    private bool TryTake(out HostEffect effect)
    {
        lock (_lock)
            return _state.Effects.TryTake(out effect);
    }

    private ValueTask CarryOutAsync(in HostEffect effect)
    {
        switch (effect.Kind)
        {
            case HostEffectKind.CommitStep:
                return CommitStepAsync((int)effect.Id);
            case HostEffectKind.Seal:
                return Store.SealAsync(effect.Seat!.Worker, CancellationToken.None);
            case HostEffectKind.Wake:
                Wake(effect.Seat!);
                break;
            case HostEffectKind.WakeLater:
                _delays.Arm(effect.Seat!.Worker.Seat, Until(effect.At));
                break;
            case HostEffectKind.Stop:
                lock (_lock)
                    _state.Stop(effect.Id);
                break;
            case HostEffectKind.ArmTimer:
                _timers.Arm(effect.Id, Until(effect.At));
                break;
            case HostEffectKind.CancelTimer:
                _timers.Cancel(effect.Id);
                break;
            case HostEffectKind.Measure:
                _wishes.Add(new(effect.Id, PullBound.Newest));
                break;
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask CommitStepAsync(int attempts)
    {
        if (_step.Length < attempts)
            _step = new Commit[attempts];
        Memory<Commit> step = _step.AsMemory(0, attempts);
        lock (_lock)
            _state.TakeStep(step.Span);
        CommitResult result = await Store.CommitAsync(step, _fence, CancellationToken.None).ConfigureAwait(false);
        if (result.Outcome != CommitOutcome.Applied)
            throw new InvalidOperationException($"The store answered {result.Outcome} to a step of {attempts} attempts, the first of them {step.Span[0].Attempt}.");
        lock (_lock)
            _state.StepCommitted(step.Span, result.Version, Now());
        foreach (Commit commit in _kept is null ? [] : step.Span)
            _kept!.Free(commit.Attempt);
    }

    private void Wake(SeatState seat)
    {
        bool waited;
        Grant grant;
        Exception? error;
        lock (_lock)
            waited = _waits.Wake(seat, out grant, out error);
        if (!waited)
            return;
        if (error is null)
            seat.Gate.Wait.Complete(grant);
        else
            seat.Gate.Wait.Fail(error);
    }

    private TimeSpan Until(long at)
    {
        lock (_lock)
            return TimeSpan.FromTicks(Math.Max(0, at - Math.Max(_state.Now, Now())) / TimeSpan.NanosecondsPerTick);
    }

    // Nanoseconds since the job's start.
    private long Now() => _time.GetElapsedTime(_started).Ticks * TimeSpan.NanosecondsPerTick;

    private void WakeNext(long seat)
    {
        lock (_lock)
            _state.WakeNext((int)seat);
        Drain();
    }
}
