using System.Threading.Tasks.Sources;

namespace Redis.ParameterStore;

/// <summary>
/// What a procedure waits with: ended by a signal, a time or cancellation, whichever is first. One a run, used again for each wait.
/// The waiting code goes on on a thread of the pool, never under the node's lock.
/// </summary>
internal sealed class StepWaiter : IValueTaskSource<ReplyKind>, IDisposable
{
    private readonly RedisDriver _driver;
    private readonly TimeProvider _time;
    private readonly Action _wake;
    private ManualResetValueTaskSourceCore<ReplyKind> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private Signal? _signal;
    private long _until;
    private bool _armed;

    internal StepWaiter(RedisDriver driver, TimeProvider time)
    {
        _driver = driver;
        _time = time;
        _wake = Wake_NeedsLock;
    }

    /// <summary>Begins to listen; <see cref="WaitAsync"/> must follow.</summary>
    internal void Arm_NeedsLock(in Step wait)
    {
        _core.Reset();
        (_signal, _until, _armed) = (wait.Signal, wait.Until, true);
        _signal?.OnNextRaise(_wake, wait.Condition);
    }

    /// <summary>Outside the lock. Whatever happened since <see cref="Arm_NeedsLock"/> counts.</summary>
    internal ValueTask<ReplyKind> WaitAsync(CancellationToken cancellationToken)
    {
        lock (_driver.Lock)
            RingOrSetTimer_NeedsLock();
        // may run at once
        _registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((StepWaiter)waiter!).Cancel(token), this);
        return new ValueTask<ReplyKind>(this, _core.Version);
    }

    public ReplyKind GetResult(short token)
    {
        _registration.Unregister();
        _registration = default;
        return _core.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public void Dispose() => _timer?.Dispose();

    private void Wake_NeedsLock()
    {
        if (!_armed)
            return;
        _armed = false;
        _core.SetResult(ReplyKind.Woken);
    }

    private void Ring()
    {
        lock (_driver.Lock)
            RingOrSetTimer_NeedsLock();
    }

    // A timer may ring early, or for a wait that is over.
    private void RingOrSetTimer_NeedsLock()
    {
        if (!_armed || _until == long.MaxValue)
            return;
        long left = _until - _driver.Now;
        if (left > 0)
        {
            _timer ??= _time.CreateTimer(static waiter => ((StepWaiter)waiter!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Min((left + 999_999) / 1_000_000, int.MaxValue)), Timeout.InfiniteTimeSpan);
            return;
        }
        Leave_NeedsLock();
        _core.SetResult(ReplyKind.TimeReached);
    }

    private void Cancel(CancellationToken token)
    {
        lock (_driver.Lock)
        {
            if (!_armed)
                return;
            Leave_NeedsLock();
            _core.SetException(new OperationCanceledException(token));
        }
    }

    private void Leave_NeedsLock()
    {
        _armed = false;
        _signal?.Forget(_wake);
    }
}
