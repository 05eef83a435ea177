namespace ParameterStore.Tests;

public class BoundedStalenessPolicyTests
{
    [Fact]
    public void A_worker_two_ahead_waits_until_the_slowest_pushes() => PolicyTable.Check(new BoundedStalenessPolicy(1), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        pulled 0@0 →
        ready 1@0 → release 1@0 ≥0
        pulled 1@0 →
        pushed 0@0 →
        ready 0@1 → release 0@1 ≥1
        pulled 0@1 →
        pushed 0@1 →
        ready 0@2 →
        pushed 1@0 → announce 1, release 0@2 ≥3
        ready 1@1 → release 1@1 ≥3
        """);

    [Fact]
    public void Waiters_are_released_in_seat_order_with_one_bound() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 2@0 → release 2@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 0@0 → release 0@0 ≥0
        pushed 2@0 →
        ready 2@1 →
        pushed 0@0 →
        ready 0@1 →
        pushed 1@0 → announce 1, release 0@1 ≥3, release 2@1 ≥3
        ready 1@1 → release 1@1 ≥3
        """);

    [Fact]
    public void Without_a_bound_nobody_waits() => PolicyTable.Check(new BoundedStalenessPolicy(int.MaxValue), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 →
        ready 0@1 → release 0@1 ≥1
        pushed 0@1 →
        ready 0@2 → release 0@2 ≥2
        ready 1@0 → release 1@0 ≥2
        """);

    [Theory]
    [InlineData("died")]
    [InlineData("resigned")]
    [InlineData("finished")]
    public void A_leaver_no_longer_holds_others_back(string reason) => PolicyTable.Check(new BoundedStalenessPolicy(0), $"""
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 →
        ready 0@1 →
        left 1 {reason} → announce 1, release 0@1 ≥1
        """);

    [Fact]
    public void A_waiter_that_leaves_is_not_released() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 →
        ready 0@1 →
        left 0 died →
        pushed 1@0 → announce 1
        """);

    [Fact]
    public void A_joiner_starts_at_the_slowest_and_holds_others_back_from_there() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        joined 0@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 → announce 1
        joined 1@1 →
        ready 0@1 → release 0@1 ≥1
        pushed 0@1 →
        ready 0@2 →
        ready 1@1 → release 1@1 ≥2
        pushed 1@1 → announce 2, release 0@2 ≥3
        """);

    [Fact]
    public void A_worker_that_finished_comes_back_at_its_own_clock_if_that_is_later() => PolicyTable.Check(new BoundedStalenessPolicy(1), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 →
        ready 0@1 → release 0@1 ≥1
        pushed 0@1 →
        left 0 finished →
        joined 0@2 →
        ready 0@2 →
        left 1 died → announce 2, release 0@2 ≥2
        """);

    [Fact]
    public void A_worker_that_finished_comes_back_at_the_slowest_clock_if_that_is_later() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        joined 0@0 →
        joined 1@0 →
        left 0 finished →
        ready 1@0 → release 1@0 ≥0
        pushed 1@0 → announce 1
        joined 0@1 →
        ready 0@1 → release 0@1 ≥1
        """);

    [Fact]
    public void The_minimum_stays_when_everybody_left() => PolicyTable.Check(new BoundedStalenessPolicy(3), """
        joined 0@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 → announce 1
        left 0 died →
        joined 0.1@1 →
        ready 0.1@1 → release 0.1@1 ≥1
        """);

    [Fact]
    public void After_a_stop_nobody_is_released() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 →
        ready 0@1 →
        stop → stop 1
        stop →
        pushed 1@0 → announce 1
        ready 1@1 →
        left 0 resigned →
        """);

    [Fact]
    public void Timers_and_measures_that_nobody_asked_for_change_nothing() => PolicyTable.Check(new BoundedStalenessPolicy(0), """
        timer →
        joined 0@0 →
        measured →
        ready 0@0 → release 0@0 ≥0
        """);

    [Theory]
    [InlineData("joined 0@0; ready 0@1", "*seat 0 (incarnation 0) ready at clock 1, but it is Idle at clock 0*")]
    [InlineData("joined 0@0; pushed 0@0", "*pushed at clock 0, but it is Idle*")]
    [InlineData("joined 0@0; ready 0@0; ready 0@0", "*ready at clock 0, but it is Running*")]
    [InlineData("joined 0@0; joined 0@0", "*incarnation 0 of the seat came before it*")]
    [InlineData("joined 0@1", "*joined at clock 1 instead of 0*")]
    [InlineData("joined 0@0; left 0 died; joined 0@0", "*incarnation 0 of the seat came before it*")]
    [InlineData("joined 0@0; left 0 died; left 0 died", "*not in the job*")]
    [InlineData("ready 3@0", "*seat 3 (incarnation 0) is not in the job*")]
    [InlineData("joined 0.1@0; ready 0@0", "*seat 0 (incarnation 0) is not in the job*")]
    [InlineData("joined 0@0; ready 0@0; aborted 0@0", "*asks for no aborts*")]
    public void An_event_that_breaks_the_life_of_a_clock_is_refused_by_name(string events, string message)
    {
        var policy = new BoundedStalenessPolicy(3);
        Action play = () =>
        {
            foreach (string e in events.Split("; "))
                PolicyTable.Play(policy, PolicyTable.Event(e));
        };

        play.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void Its_traits_say_that_workers_commit_on_push_under_a_lower_bound() =>
        new BoundedStalenessPolicy(5).Traits.Should().Be(new SyncTraits(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, StalenessMax: 5));
}
