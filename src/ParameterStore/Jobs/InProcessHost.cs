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
    private readonly JobState _state;
    private readonly HostTimers _timers;
    private readonly HostTimers _delays;
    private readonly Action<object?, CancellationToken> _cancelWait;
    private Commit[] _step = [];

    public InProcessHost(JobManifest manifest, ISyncPolicy policy, IParameterStore store, TimeProvider time)
    {
        Manifest = manifest;
        Store = store;
        _state = new(manifest, policy, time);
        _timers = new(time, id => Notice(SyncEvent.Timer(id)));
        _delays = new(time, WakeNext);
        _cancelWait = CancelWait;
    }

    public JobManifest Manifest { get; }

    public IParameterStore Store { get; }

    public int EpochsDone => _state.Ledger.EpochsDone;

    /// <summary>Told when the policy wants a measure; who measures answers by <see cref="Measured"/>. Not called under the lock.</summary>
    internal Action<long>? MeasureWanted { get; set; }

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

    public ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            lock (_lock)
                return new(_state.Join());
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
                if (_state.Ask(worker, out seat, out Grant grant))
                    return new(grant);
                wait = seat.Wait.Task;
            }
        }
        finally
        {
            Drain();
        }

        if (cancellationToken.CanBeCanceled)
            seat.Wait.Attach(cancellationToken.UnsafeRegister(_cancelWait, seat));
        return wait;
    }

    private void CancelWait(object? seat, CancellationToken cancellationToken)
    {
        var waiting = (SeatState)seat!;
        bool waited;
        lock (_lock)
            waited = _state.Waits.End(waiting);
        if (waited)
            waiting.Wait.Fail(new OperationCanceledException(cancellationToken));
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
            if (await Store.StageAsync(push, cancellationToken).ConfigureAwait(false))
                result = _state.CommitsOnPush ? await CommitAsync(seat, push.Attempt, cancellationToken).ConfigureAwait(false) : new(CommitOutcome.Applied, default);
            return result.Outcome;
        }
        finally
        {
            lock (_lock)
                _state.EndPush(seat, pulledAt, result.Outcome != CommitOutcome.Fenced, result.Version);
            Drain();
        }
    }

    private ValueTask<CommitResult> CommitAsync(SeatState seat, AttemptId attempt, CancellationToken cancellationToken)
    {
        seat.OwnStep[0] = new(attempt, 1);
        return Store.CommitAsync(seat.OwnStep, Fence.None, cancellationToken);
    }

    public ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken)
    {
        lock (_lock)
            _state.Aborted(attempt);
        Drain();
        return ValueTask.CompletedTask;
    }

    public void RequestStop(StopReason reason)
    {
        lock (_lock)
            _state.RequestStop(reason);
        Drain();
    }

    public ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken)
    {
        if (error is not null && reason != LeaveReason.Died)
            throw new ArgumentException($"A worker that leaves with an error has {nameof(LeaveReason.Died)}, not {reason}.", nameof(reason));
        lock (_lock)
            _state.Leave(worker, reason, error);
        Drain();
        return ValueTask.CompletedTask;
    }

    /// <summary>A measure that the policy wanted.</summary>
    internal void Measured(long id, double value) => Notice(SyncEvent.Measured(id, value));

    private void Notice(SyncEvent e)
    {
        lock (_lock)
            _state.Notice(e);
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
                MeasureWanted?.Invoke(effect.Id);
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
            _state.StepCommitted(step.Span, result.Version);
    }

    private void Wake(SeatState seat)
    {
        bool waited;
        Grant grant;
        Exception? error;
        lock (_lock)
            waited = _state.Waits.Wake(seat, out grant, out error);
        if (!waited)
            return;
        if (error is null)
            seat.Wait.Complete(grant);
        else
            seat.Wait.Fail(error);
    }

    private TimeSpan Until(long at)
    {
        lock (_lock)
            return _state.Until(at);
    }

    private void WakeNext(long seat)
    {
        lock (_lock)
            _state.WakeNext((int)seat);
        Drain();
    }
}
