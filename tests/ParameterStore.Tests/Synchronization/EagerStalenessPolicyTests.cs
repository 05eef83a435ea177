namespace ParameterStore.Tests;

public class EagerStalenessPolicyTests
{
    [Fact]
    public void A_pull_asks_for_the_clocks_below_its_bound_and_its_own_pushes() => PolicyTable.Check(SyncPolicy.EagerStaleness(1).Create(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 →
        ready 0@1 → release 0@1 ≥1
        pushed 0@1 →
        ready 0@2 →
        pushed 1@0 → announce 1, release 0@2 ≥3
        ready 1@1 → release 1@1 ≥3
        pushed 0@2 →
        ready 0@3 →
        pushed 1@1 → announce 2, release 0@3 ≥5
        pushed 0@3 →
        ready 1@2 → release 1@2 ≥5
        """);

    [Fact]
    public void What_the_fast_push_meanwhile_is_not_waited_for() => PolicyTable.Check(SyncPolicy.EagerStaleness(3).Create(), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 2@0 → release 2@0 ≥0
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 2@0 →
        pushed 1@0 →
        ready 1@1 → release 1@1 ≥2
        pushed 1@1 →
        ready 2@1 → release 2@1 ≥1
        pushed 0@0 → announce 1
        ready 0@1 → release 0@1 ≥4
        """);

    [Fact]
    public void A_leaver_s_clock_is_no_longer_asked_for() => PolicyTable.Check(SyncPolicy.EagerStaleness(0).Create(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 →
        ready 0@1 →
        left 1 died → announce 1, release 0@1 ≥1
        joined 1.1@1 →
        ready 1.1@1 → release 1.1@1 ≥1
        stop → stop 1
        """);

    [Fact]
    public void The_traits_say_that_it_is_eager()
    {
        SyncPolicy.EagerStaleness(2).Create().Traits.Should().Be(new SyncTraits(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, StalenessMax: 2, Eager: true));
        SyncPolicy.BoundedStaleness(2).Create().Traits.Eager.Should().BeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(SyncPolicy.StalenessLimit + 1)]
    public void A_staleness_out_of_range_is_refused(int staleness) =>
        FluentActions.Invoking(() => SyncPolicy.EagerStaleness(staleness)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Versions_are_kept_as_far_back_as_they_can_be_asked_for_however_the_minimum_leaps()
    {
        var rises = new RiseLog(2);
        rises.RoseTo(1, 4);
        rises.RoseTo(5, 9);
        rises.RoseTo(6, 12);

        new[] { 4, 5, 6 }.Select(rises.VersionOf).Should().Equal(9, 9, 12);
        rises.VersionOf(0).Should().Be(0);
    }
}
