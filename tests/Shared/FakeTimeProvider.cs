/// <summary>A clock that stands still until a test moves it. Timers ring during <see cref="Advance"/>, in order of their due times.</summary>
internal sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;
    private long _armed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that are still to ring.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and rings, on this thread, every timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        long until = GetTimestamp() + by.Ticks;
        while (NextDue(until) is FakeTimer timer)
            timer.Ring();
        lock (_lock)
            _ticks = until;
    }

    private FakeTimer? NextDue(long until)
    {
        lock (_lock)
        {
            FakeTimer? next = _timers.MinBy(timer => (timer.DueTicks, timer.Order));
            if (next is null || next.DueTicks > until)
                return null;
            _timers.Remove(next);
            _ticks = Math.Max(_ticks, next.DueTicks);
            next.ArmAgain();
            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long DueTicks { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Arm(clock._ticks + dueTime.Ticks);
                return true;
            }
        }

        public void Ring() => callback(state);

        public void ArmAgain()
        {
            if (_period > TimeSpan.Zero)
                Arm(DueTicks + _period.Ticks);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(long dueTicks)
        {
            (DueTicks, Order) = (dueTicks, ++clock._armed);
            clock._timers.Add(this);
        }
    }
}
