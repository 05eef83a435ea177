namespace ParameterStore.Tests;

public class ElasticBspPolicyTests
{
    /// <summary>Two supersteps of one clock each, after which worker 0 is known to take 10 ns a clock and worker 1 to take 30.</summary>
    private const string WarmUp = """
        joined 0@0 →
        joined 1@0 →
        0: ready 0@0 →
        0: ready 1@0 → release 0@0 ≥0, release 1@0 ≥0
        10: pushed 0@0 →
        10: ready 0@1 →
        30: pushed 1@0 → announce 1
        30: ready 1@1 → release 0@1 ≥2, release 1@1 ≥2
        40: pushed 0@1 →
        40: ready 0@2 →
        60: pushed 1@1 → announce 2

        """;

    [Fact]
    public void A_worker_three_times_as_fast_does_three_clocks_between_two_barriers() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: ready 0@3 → release 0@3 ≥5
        80: pushed 0@3 →
        80: ready 0@4 → release 0@4 ≥6
        90: pushed 0@4 →
        90: ready 0@5 →
        90: pushed 1@2 → announce 3
        90: ready 1@3 → cancel 3, arm 4 at 180, release 0@5 ≥8, release 1@3 ≥8
        """);

    [Fact]
    public void No_worker_does_more_clocks_than_are_foreseen() => Check(2, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: ready 0@3 → release 0@3 ≥5
        80: pushed 0@3 →
        80: ready 0@4 →
        """);

    [Fact]
    public void With_one_clock_of_foresight_everybody_waits_after_every_clock() => Check(1, """
        60: ready 1@2 → release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: ready 0@3 →
        90: pushed 1@2 → announce 3
        90: ready 1@3 → release 0@3 ≥6, release 1@3 ≥6
        """);

    [Fact]
    public void Once_the_barrier_is_late_everybody_stops_after_the_clock_it_is_at() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        149: pushed 0@2 →
        149: ready 0@3 → release 0@3 ≥5
        150: timer 3 →
        151: pushed 0@3 →
        151: ready 0@4 →
        200: pushed 1@2 → announce 3
        200: ready 1@3 → arm 4 at 620, release 0@4 ≥7, release 1@3 ≥7
        """);

    [Fact]
    public void A_timer_of_an_earlier_superstep_changes_nothing() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: timer 2 →
        70: ready 0@3 → release 0@3 ≥5
        """);

    [Fact]
    public void Who_leaves_is_waited_for_no_more() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: ready 0@3 → release 0@3 ≥5
        80: pushed 0@3 →
        80: ready 0@4 → release 0@4 ≥6
        90: pushed 0@4 →
        90: ready 0@5 →
        95: left 1 died → announce 5, cancel 3, release 0@5 ≥7
        """);

    [Fact]
    public void Who_joins_waits_for_the_barrier_and_is_taken_to_be_as_fast_as_the_others_median() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        61: joined 2@2 →
        61: ready 2@2 →
        70: pushed 0@2 →
        70: ready 0@3 → release 0@3 ≥5
        80: pushed 0@3 →
        80: ready 0@4 → release 0@4 ≥6
        90: pushed 0@4 →
        90: ready 0@5 →
        90: pushed 1@2 →
        90: ready 1@3 → cancel 3, arm 4 at 180, release 0@5 ≥8, release 1@3 ≥8, release 2@2 ≥8
        100: pushed 2@2 → announce 3
        100: ready 2@3 → release 2@3 ≥9
        """);

    [Fact]
    public void A_successor_is_as_unknown_as_a_joiner() => Check(4, """
        60: left 1 died → release 0@2 ≥4
        61: joined 1.1@2 →
        61: ready 1.1@2 →
        70: pushed 0@2 →
        70: ready 0@3 → release 0@3 ≥5, release 1.1@2 ≥5
        """);

    [Fact]
    public void After_a_stop_nobody_is_released_and_no_timer_is_left() => Check(4, """
        60: ready 1@2 → arm 3 at 150, release 0@2 ≥4, release 1@2 ≥4
        70: pushed 0@2 →
        70: stop → cancel 3, stop 5
        70: ready 0@3 →
        90: pushed 1@2 → announce 3
        90: ready 1@3 →
        """);

    [Fact]
    public void Its_traits_say_that_workers_commit_on_push_and_may_be_any_number_of_clocks_apart() =>
        new ElasticBspPolicy(5).Traits.Should().Be(new SyncTraits(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, int.MaxValue));

    private static void Check(int lookahead, string table) => PolicyTable.Check(new ElasticBspPolicy(lookahead), WarmUp + table);
}
