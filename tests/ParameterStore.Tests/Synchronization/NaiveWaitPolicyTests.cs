using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class NaiveWaitPolicyTests
{
    [Fact]
    public void All_releases_of_a_worker_but_the_first_are_held_back() => PolicyTable.Check(new NaiveWaitPolicy(7), """
        joined 0@0 →
        joined 1@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        2: pulled 0@0 →
        5: pushed 0@0 →
        5: ready 0@1 → release 0@1 ≥1 from 12
        13: pulled 0@1 →
        14: pushed 1@0 → announce 1
        15: ready 1@1 → release 1@1 ≥2 from 22
        """);

    [Fact]
    public void Who_joins_or_comes_back_does_not_wait_at_first() => PolicyTable.Check(new NaiveWaitPolicy(7), """
        joined 0@0 →
        1: ready 0@0 → release 0@0 ≥0
        2: pushed 0@0 → announce 1
        3: left 0 died →
        4: joined 0.1@1 →
        5: ready 0.1@1 → release 0.1@1 ≥1
        6: pushed 0.1@1 → announce 2
        7: ready 0.1@2 → release 0.1@2 ≥2 from 14
        15: pushed 0.1@2 → announce 3
        16: left 0.1 finished →
        17: joined 0.1@3 →
        18: ready 0.1@3 → release 0.1@3 ≥3
        """);

    [Fact]
    public void After_a_stop_nobody_is_released() => PolicyTable.Check(new NaiveWaitPolicy(7), """
        joined 0@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 → announce 1
        stop → stop 1
        ready 0@1 →
        """);

    [Fact]
    public void Without_a_delay_its_decisions_are_those_of_asynchronous_parallel() => Prop.ForAll<int[]>(choices =>
        PolicyPair.Walk(SyncPolicy.Asynchronous.Create(), new NaiveWaitPolicy(0), choices).Should().BeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void With_a_delay_they_are_not() =>
        PolicyPair.Walk(SyncPolicy.Asynchronous.Create(), new NaiveWaitPolicy(1), [1, 2, 3]).Should().Contain("Release");

    [Theory]
    [InlineData(-0.001)]
    [InlineData(3_600_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_delay_out_of_range_is_told_what_to_use(double delayMs) =>
        FluentActions.Invoking(() => SyncPolicy.NaiveWait(delayMs)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("A delay is 0 to 3,600,000 milliseconds; begin with a few percent of a clock.*");

    [Fact]
    public void Its_traits_are_those_of_asynchronous_parallel() => new NaiveWaitPolicy(5).Traits.Should().Be(SyncPolicy.Asynchronous.Create().Traits);
}
