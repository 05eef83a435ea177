namespace Redis.ParameterStore.Tests;

public sealed class SignalTests
{
    private readonly Signal _signal = new();
    private readonly List<string> _woken = [];
    private bool _isSo;

    [Fact]
    public void A_waiter_without_a_condition_is_woken_by_the_next_raise_and_only_by_that()
    {
        _signal.OnNextRaise(() => _woken.Add("any"));
        _signal.Raise();
        _signal.Raise();
        _woken.Should().Equal("any");
    }

    [Fact]
    public void A_waiter_with_a_condition_waits_for_the_first_raise_at_which_it_is_met()
    {
        _signal.OnNextRaise(() => _woken.Add("so"), () => _isSo);
        _signal.OnNextRaise(() => _woken.Add("any"));
        _signal.Raise();
        _woken.Should().Equal("any");
        _isSo = true;
        _woken.Should().Equal(["any"], "nobody is woken but by a raise");
        _signal.Raise();
        _signal.Raise();
        _woken.Should().Equal("any", "so");
    }

    [Fact]
    public void A_waiter_that_went_on_is_not_woken_later()
    {
        void wake() => _woken.Add("so");
        _signal.OnNextRaise(wake, () => _isSo);
        _signal.Raise();
        _signal.Forget(wake);
        _isSo = true;
        _signal.Raise();
        _woken.Should().BeEmpty();
    }
}
