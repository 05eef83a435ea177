namespace ParameterStore.Tests;

public class HostTimersTests
{
    [Fact]
    public void A_ring_that_comes_after_its_timer_was_cancelled_or_set_anew_is_not_heard()
    {
        var clock = new StubbornClock();
        var rings = new List<long>();
        using var timers = new HostTimers(clock, rings.Add);
        timers.Arm(1, TimeSpan.FromSeconds(1));
        timers.Arm(2, TimeSpan.FromSeconds(1));
        timers.Arm(1, TimeSpan.FromSeconds(2));
        timers.Cancel(2);

        clock.Ring(0);
        clock.Ring(1);
        rings.Should().BeEmpty();
        clock.Ring(2);
        clock.Ring(2);

        rings.Should().Equal(1);
    }

    [Fact]
    public void After_their_end_timers_are_not_armed_any_more()
    {
        var time = new FakeTimeProvider();
        var timers = new HostTimers(time, _ => { });
        timers.Arm(1, TimeSpan.FromSeconds(1));
        timers.Arm(1, TimeSpan.FromSeconds(2));
        time.ArmedTimers.Should().Be(1);

        timers.Dispose();
        timers.Arm(2, TimeSpan.FromSeconds(1));

        time.ArmedTimers.Should().Be(0);
    }

    /// <summary>A clock whose timers ring when a test says so, disposed or not: a ring can be on its way already.</summary>
    private sealed class StubbornClock : TimeProvider
    {
        private readonly List<Action> _timers = [];

        public void Ring(int timer) => _timers[timer]();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add(() => callback(state));
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
