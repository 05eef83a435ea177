using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class SpecSyncPolicyTests
{
    private static SpecSyncPolicy Fixed(double rate, int? staleness = null) => new(SpecSyncOptions.Fixed(5e-6, rate) with { Staleness = staleness });

    private static void Check(SpecSyncPolicy policy, string table) => PolicyTable.Check(policy, table, hasSeatTimers: true);

    [Fact]
    public void A_worker_that_missed_more_pushes_than_the_rate_redoes_its_clock_once() => Check(Fixed(0.5), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        1: ready 2@0 → release 2@0 ≥0
        2: pulled 0@0 → arm 0@0 at 7
        3: pulled 1@0 → arm 1@0 at 8
        3: pulled 2@0 → arm 2@0 at 8
        4: pushed 1@0 → cancel 1@0
        5: pushed 2@0 → cancel 2@0
        7: timer 0@0 → redo 0@0
        8: aborted 0@0 → release 0@0/1 ≥2
        8: pulled 0@0/1 →
        9: ready 1@1 → release 1@1 ≥2
        9: ready 2@1 → release 2@1 ≥2
        10: pulled 1@1 → arm 1@1 at 15
        10: pulled 2@1 → arm 2@1 at 15
        11: pushed 1@1 → cancel 1@1
        12: pushed 2@1 → cancel 2@1
        13: pushed 0@0/1 → announce 1
        14: ready 0@1 → release 0@1 ≥5
        15: pulled 0@1 → arm 0@1 at 20
        """);

    [Fact]
    public void One_that_missed_no_more_than_the_rate_goes_on() => Check(Fixed(0.5), """
        joined 0@0 →
        joined 1@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        2: pulled 0@0 → arm 0@0 at 7
        3: pulled 1@0 → arm 1@0 at 8
        4: pushed 1@0 → cancel 1@0
        7: timer 0@0 →
        8: pushed 0@0 → announce 1
        """);

    [Fact]
    public void A_push_that_is_faster_than_the_abort_counts() => Check(Fixed(0), """
        joined 0@0 →
        joined 1@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        2: pulled 0@0 → arm 0@0 at 7
        4: pulled 1@0 → arm 1@0 at 9
        5: pushed 1@0 → cancel 1@0
        7: timer 0@0 → redo 0@0
        8: pushed 0@0 → announce 1
        9: ready 0@1 → release 0@1 ≥2
        10: pulled 0@1 → arm 0@1 at 15
        """);

    [Fact]
    public void A_redo_never_waits_at_the_gate_and_keeps_the_distance() => Check(Fixed(0, staleness: 1), """
        joined 0@0 →
        joined 1@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        2: pulled 0@0 → arm 0@0 at 7
        2: pushed 0@0 → cancel 0@0
        2: ready 0@1 → release 0@1 ≥1
        3: pulled 1@0 → arm 1@0 at 8
        3: pulled 0@1 → arm 0@1 at 8
        4: pushed 0@1 → cancel 0@1
        5: ready 0@2 →
        8: timer 1@0 → redo 1@0
        8: aborted 1@0 → release 1@0/1 ≥2
        9: pulled 1@0/1 →
        10: pushed 1@0/1 → announce 1, release 0@2 ≥3
        """);

    [Fact]
    public void Alone_nothing_is_watched_and_nothing_aborted() => Check(Fixed(0), """
        joined 0@0 →
        1: ready 0@0 → release 0@0 ≥0
        2: pulled 0@0 →
        3: joined 1@0 →
        3: pushed 0@0 →
        4: ready 0@1 → release 0@1 ≥1
        5: pulled 0@1 → arm 0@1 at 10
        6: ready 1@0 → release 1@0 ≥1
        7: pulled 1@0 → arm 1@0 at 12
        8: pushed 1@0 → announce 1, cancel 1@0
        9: left 1 finished →
        10: timer 0@1 →
        """);

    [Fact]
    public void A_timer_of_a_clock_that_is_over_or_of_an_earlier_life_changes_nothing() => Check(Fixed(0), """
        joined 0@0 →
        joined 1@0 →
        1: ready 0@0 → release 0@0 ≥0
        2: pulled 0@0 → arm 0@0 at 7
        2: ready 1@0 → release 1@0 ≥0
        2: pulled 1@0 → arm 1@0 at 7
        3: left 0 died → cancel 0@0
        4: joined 0.1@0 →
        5: ready 0.1@0 → release 0.1@0 ≥0
        6: pulled 0.1@0 → arm 0.1@0 at 11
        6: pushed 1@0 → cancel 1@0
        7: timer 0@0 →
        7: timer 1@0 →
        7: timer 9@3 →
        11: timer 0.1@0 → redo 0.1@0
        12: timer 0.1@0 →
        """);

    [Fact]
    public void A_stop_takes_all_timers_back_and_lets_no_redo_go() => Check(Fixed(0), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        1: ready 0@0 → release 0@0 ≥0
        1: ready 1@0 → release 1@0 ≥0
        1: ready 2@0 → release 2@0 ≥0
        2: pulled 1@0 → arm 1@0 at 7
        3: pulled 0@0 → arm 0@0 at 8
        3: pushed 1@0 → cancel 1@0
        8: timer 0@0 → redo 0@0
        8: ready 1@1 → release 1@1 ≥1
        8: pulled 1@1 → arm 1@1 at 13
        9: stop → stop 1, cancel 1@1
        10: pulled 2@0 →
        11: aborted 0@0 →
        """);

    [Theory]
    [InlineData("joined 0@0; ready 0@0; pushed 0@0/1", "*pushed at clock 0, try 1, but it is Running at clock 0*")]
    [InlineData("joined 0@0; ready 0@0; aborted 0@0; pushed 0@0", "*pushed at clock 0, but it is Running at clock 0, try 1*")]
    [InlineData("joined 0@0; aborted 0@0", "*gave up at clock 0, but it is Idle*")]
    public void An_event_that_breaks_the_life_of_a_clock_is_refused_by_name(string events, string message)
    {
        SpecSyncPolicy policy = Fixed(0);

        FluentActions.Invoking(() => Array.ForEach(events.Split("; "), e => PolicyTable.Play(policy, PolicyTable.Event(e))))
            .Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void With_speculation_off_its_decisions_are_those_of_the_policy_below() => Prop.ForAll<int[], byte>((choices, pick) =>
    {
        int? staleness = pick % 4 == 3 ? null : pick % 4;
        var off = new SpecSyncPolicy(SpecSyncOptions.Default with { LossWeight = double.PositiveInfinity, Staleness = staleness });

        PolicyPair.Walk(new BoundedStalenessPolicy(staleness ?? int.MaxValue), off, choices).Should().BeNull();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void While_nothing_is_aborted_they_differ_by_timers_only() => Prop.ForAll<int[]>(choices =>
        PolicyPair.Walk(new BoundedStalenessPolicy(2), Fixed(1_000, 2), choices, d => d.Kind is SyncDecisionKind.ArmTimer or SyncDecisionKind.CancelTimer).Should().BeNull())
        .QuickCheckThrowOnFailure();

    [Fact]
    public void That_timers_are_there_is_noticed() =>
        PolicyPair.Walk(new BoundedStalenessPolicy(2), Fixed(1_000, 2), [1, 2, 3]).Should().Contain("ArmTimer");

    [Fact]
    public void Its_traits_say_that_it_aborts() =>
        Fixed(0, 4).Traits.Should().Be(new SyncTraits(ApplyMode.OnPush, PullMode.AtLeast, Aborts: true, Weights: false, StalenessMax: 4));
}
