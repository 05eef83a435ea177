namespace ParameterStore.Tests;

public class DynamicStalenessPolicyTests
{
    /// <summary>Worker 0 takes 10 ns a clock and worker 1 takes 40. Until both have pushed twice, nobody is more than one clock ahead.</summary>
    private const string BothKnown = """
        joined 0@0 →
        joined 1@0 →
        0: ready 0@0 → release 0@0 ≥0
        0: ready 1@0 → release 1@0 ≥0
        10: pushed 0@0 →
        10: ready 0@1 → release 0@1 ≥1
        20: pushed 0@1 →
        20: ready 0@2 →
        40: pushed 1@0 → announce 1, release 0@2 ≥3
        40: ready 1@1 → release 1@1 ≥3
        50: pushed 0@2 →
        50: ready 0@3 →
        80: pushed 1@1 → announce 2, release 0@3 ≥5
        80: ready 1@2 → release 1@2 ≥5
        90: pushed 0@3 →

        """;

    [Fact]
    public void The_fastest_gets_the_clocks_after_which_it_ends_nearest_to_a_push_of_the_slowest_but_never_over_the_cap() => Check("""
        90: ready 0@4 → release 0@4 ≥6
        100: pushed 0@4 →
        100: ready 0@5 → release 0@5 ≥7
        110: pushed 0@5 →
        110: ready 0@6 → release 0@6 ≥8
        120: pushed 0@6 →
        120: ready 0@7 →
        120: pushed 1@2 → announce 3
        120: ready 1@3 → release 1@3 ≥10
        """);

    [Fact]
    public void Without_a_gain_the_fastest_waits() => Check("""
        120: pushed 1@2 → announce 3
        120: ready 0@4 → release 0@4 ≥7
        130: pushed 0@4 →
        160: ready 1@3 → release 1@3 ≥8
        160: pushed 1@3 → announce 4
        160: ready 0@5 → release 0@5 ≥9
        200: pushed 0@5 →
        200: ready 0@6 →
        """);

    [Fact]
    public void A_successor_is_predicted_by_its_own_pushes_only() => Check("""
        90: ready 0@4 → release 0@4 ≥6
        100: pushed 0@4 →
        100: ready 0@5 → release 0@5 ≥7
        105: left 0 died →
        106: joined 0.1@2 →
        106: ready 0.1@2 → release 0.1@2 ≥7
        107: pushed 0.1@2 →
        107: ready 0.1@3 → release 0.1@3 ≥8
        119: pushed 0.1@3 →
        119: ready 0.1@4 →
        """);

    [Fact]
    public void Who_leaves_is_waited_for_no_more() => Check("""
        95: left 1 resigned → announce 4
        95: ready 0@4 → release 0@4 ≥6
        """);

    [Fact]
    public void After_a_stop_nobody_is_released() => Check("""
        90: stop → stop 6
        90: ready 0@4 →
        120: pushed 1@2 → announce 3
        120: ready 1@3 →
        """);

    [Fact]
    public void The_walk_over_both_workers_finds_what_trying_all_finds()
    {
        var random = new Random(3);
        for (int instance = 0; instance < 20_000; instance++)
        {
            PushPace fast = Draw(random), slow = Draw(random);
            int extraMax = random.Next(13);

            int expected = Enumerable.Range(0, extraMax + 1).MinBy(clocks => Enumerable.Range(0, extraMax + 1)
                .Min(pushes => Math.Abs(slow.Last + ((pushes + 1) * slow.Interval) - (fast.Last + (clocks * fast.Interval)))));
            PushForecast.ExtraClocks(fast, slow, extraMax).Should().Be(expected, $"instance {instance}: {fast}, {slow}, {extraMax}");
        }
    }

    [Fact]
    public void Its_traits_say_that_the_sum_of_both_bounds_holds() =>
        new DynamicStalenessPolicy(3, 12).Traits.Should().Be(new SyncTraits(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, 15));

    private static PushPace Draw(Random random)
    {
        int previous = random.Next(40);
        return new(previous + random.Next(12), previous, 0);
    }

    private static void Check(string table) => PolicyTable.Check(new DynamicStalenessPolicy(1, 3), BothKnown + table);
}
