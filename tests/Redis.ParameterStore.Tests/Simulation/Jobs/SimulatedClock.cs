namespace Redis.ParameterStore.Tests;

/// <summary>A node's clock for code that measures time by a <see cref="TimeProvider"/>. Has no timers.</summary>
internal sealed class SimulatedClock(SimulatedNode node) : TimeProvider
{
    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => node.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("Simulated time has no timers; wait by a procedure.");
}
