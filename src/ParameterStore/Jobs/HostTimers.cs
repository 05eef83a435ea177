namespace ParameterStore;

/// <summary>The timers that a policy has armed. A timer that was cancelled or set anew does not ring for its old time.</summary>
internal sealed class HostTimers(TimeProvider time, Action<long> ring) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Armed> _armed = [];
    private bool _isDisposed;

    public void Arm(long id, TimeSpan due)
    {
        var armed = new Armed(this, id);
        lock (_lock)
        {
            if (_isDisposed)
                return;
            if (_armed.Remove(id, out Armed? old))
                old.Dispose();
            _armed.Add(id, armed);
        }

        // Outside the lock: a clock may ring at once.
        armed.Start(time, due);
    }

    public void Cancel(long id)
    {
        lock (_lock)
            if (_armed.Remove(id, out Armed? armed))
                armed.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (Armed armed in _armed.Values)
                armed.Dispose();
            _armed.Clear();
        }
    }

    private void Rang(Armed armed)
    {
        lock (_lock)
        {
            if (!_armed.TryGetValue(armed.Id, out Armed? current) || current != armed)
                return;
            _armed.Remove(armed.Id);
            armed.Dispose();
        }

        ring(armed.Id);
    }

    private sealed class Armed(HostTimers owner, long id) : IDisposable
    {
        private ITimer? _timer;
        private volatile bool _isDisposed;

        public long Id => id;

        public void Start(TimeProvider time, TimeSpan due)
        {
            _timer = time.CreateTimer(static state => ((Armed)state!).Ring(), this, due, Timeout.InfiniteTimeSpan);
            if (_isDisposed)
                _timer.Dispose();
        }

        public void Dispose()
        {
            _isDisposed = true;
            _timer?.Dispose();
        }

        private void Ring() => owner.Rang(this);
    }
}
