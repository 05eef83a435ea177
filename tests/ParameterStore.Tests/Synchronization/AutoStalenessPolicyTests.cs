namespace ParameterStore.Tests;

public class AutoStalenessPolicyTests
{
    [Fact]
    public void Half_and_twice_are_tried_between_two_windows_of_the_present_and_the_best_is_kept()
    {
        // Alone, every clock is a window. Twice the staleness lets the loss fall to a quarter where the present one halves it.
        string table = """
            joined 0@0 →
            0: ready 0@0 → release 0@0 ≥0
            10: pushed 0@0 → announce 1, measure 1
            10: measured 1 16 →
            10: ready 0@1 → release 0@1 ≥1
            20: pushed 0@1 → announce 2, measure 2
            20: measured 2 8 → scale 1.2247
            20: ready 0@2 → release 0@2 ≥2
            30: pushed 0@2 → announce 3, measure 3
            30: measured 3 4 → scale 0.7746
            30: ready 0@3 → release 0@3 ≥3
            40: pushed 0@3 → announce 4, measure 4
            40: measured 4 1 → scale 1
            40: ready 0@4 → release 0@4 ≥4
            50: pushed 0@4 → announce 5, measure 5
            50: measured 5 0.5 → scale 0.7746
            """;
        PolicyTable.Check(Policy(start: 2, max: 4), table);
    }

    [Fact]
    public void Less_than_five_percent_is_not_worth_a_move_and_then_it_rests() => PolicyTable.Check(Policy(start: 2, max: 2), """
        joined 0@0 →
        0: ready 0@0 → release 0@0 ≥0
        100: pushed 0@0 → announce 1, measure 1
        100: measured 1 16 →
        100: ready 0@1 → release 0@1 ≥1
        200: pushed 0@1 → announce 2, measure 2
        200: measured 2 8 → scale 1.2247
        200: ready 0@2 → release 0@2 ≥2
        298: pushed 0@2 → announce 3, measure 3
        298: measured 3 4 → scale 1
        298: ready 0@3 → release 0@3 ≥3
        398: pushed 0@3 → announce 4, measure 4
        398: measured 4 2 →
        398: ready 0@4 → release 0@4 ≥4
        498: pushed 0@4 → announce 5
        498: ready 0@5 → release 0@5 ≥5
        598: pushed 0@5 → announce 6, measure 5
        598: measured 5 1 →
        """);

    [Fact]
    public void Nobody_waits_for_a_measure_and_what_was_not_asked_for_is_nothing() => PolicyTable.Check(Policy(start: 1, max: 2), """
        joined 0@0 →
        joined 1@0 →
        0: ready 0@0 → release 0@0 ≥0
        0: ready 1@0 → release 1@0 ≥0
        10: pushed 0@0 → measure 1
        10: ready 0@1 → release 0@1 ≥1
        20: pushed 0@1 →
        20: ready 0@2 →
        30: pushed 1@0 → announce 1, release 0@2 ≥3
        30: ready 1@1 → release 1@1 ≥3
        40: pushed 0@2 →
        50: pushed 1@1 → announce 2
        50: measured 7 1 →
        50: measured 1 NaN →
        60: ready 1@2 → release 1@2 ≥5
        """);

    [Fact]
    public void A_staleness_that_rises_lets_through_who_waits_and_one_that_falls_calls_nobody_back() => PolicyTable.Check(Policy(start: 1, max: 2), """
        joined 0@0 →
        joined 1@0 →
        0: ready 0@0 → release 0@0 ≥0
        0: ready 1@0 → release 1@0 ≥0
        10: pushed 0@0 → measure 1
        10: measured 1 8 →
        10: ready 0@1 → release 0@1 ≥1
        20: pushed 1@0 → announce 1
        20: ready 1@1 → release 1@1 ≥2
        30: pushed 0@1 → measure 2
        30: ready 0@2 → release 0@2 ≥3
        30: measured 2 4 → scale 1.4142
        40: pushed 0@2 →
        40: ready 0@3 →
        50: pushed 1@1 → announce 2, measure 3
        50: ready 1@2 → release 1@2 ≥5
        50: measured 3 2 → scale 0.8165, release 0@3 ≥5
        """);

    [Fact]
    public void When_the_clocks_spread_moves_it_tries_again_before_the_rest_is_over()
    {
        var policy = new AutoStalenessPolicy(0, 1, 0, new(PushesEach: 12, Clocks: 12, Rests: 1_000));
        long now = 0, measures = 0;
        int clock = 0;

        // Two windows of a try, then a rest. Every twelfth clock is slow, then every third.
        measures += Run(policy, ref clock, ref now, clocks: 120, slowEvery: 12);
        measures.Should().Be(4);
        Run(policy, ref clock, ref now, clocks: 60, slowEvery: 12).Should().Be(0);
        Run(policy, ref clock, ref now, clocks: 24, slowEvery: 3).Should().BeGreaterThan(0);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(1e-9, 7)]
    [InlineData(1e150, 1e-150)]
    [InlineData(1.0000001, 1)]
    [InlineData(3, 3)]
    public void Its_logarithm_is_one(double a, double b) => LossRate.LogOfRatio(a, b).Should().BeApproximately(Math.Log(a) - Math.Log(b), Math.Abs(Math.Log(a) - Math.Log(b)) * 1e-12);

    [Fact]
    public void A_rate_is_of_what_lies_above_the_floor_and_no_number_is_the_worst()
    {
        LossRate.Of(3, 2, floor: 1, elapsed: 500_000_000).Should().BeApproximately(2 * Math.Log(2), 1e-12);
        LossRate.Of(3, 1, floor: 1, elapsed: 1).Should().BePositive();
        LossRate.Of(double.PositiveInfinity, 1, 0, 1).Should().Be(LossRate.Worst);
        LossRate.Of(1, double.NaN, 0, 1).Should().Be(LossRate.Worst);
    }

    [Fact]
    public void Where_all_diverge_but_one_that_one_is_kept()
    {
        var probe = new StalenessProbe(4, 16);
        probe.Begin();
        foreach (double score in new[] { LossRate.Worst, -3, LossRate.Worst, LossRate.Worst })
            probe.Take(score);

        probe.Staleness.Should().Be(2);
    }

    [Theory]
    [InlineData(-1, 4, 0)]
    [InlineData(5, 4, 0)]
    [InlineData(1, SyncPolicy.StalenessLimit + 1, 0)]
    [InlineData(1, 4, -1)]
    [InlineData(1, 4, double.NaN)]
    public void Numbers_out_of_range_are_refused(int start, int max, double floor) =>
        FluentActions.Invoking(() => SyncPolicy.AutoStaleness(start, max, floor)).Should().Throw<ArgumentOutOfRangeException>();

    // Half of the loss at every measure: no staleness is better than another.
    private static int Run(AutoStalenessPolicy policy, ref int clock, ref long now, int clocks, int slowEvery)
    {
        var worker = new WorkerId(0, 0);
        var decisions = new List<SyncDecision>();
        if (clock == 0)
            policy.On(SyncEvent.Joined(worker, 0), decisions);
        int measures = 0;
        for (int last = clock + clocks; clock < last; clock++)
        {
            policy.On(SyncEvent.Ready(worker, clock) with { Now = now }, decisions);
            now += clock % slowEvery == 0 ? 300 : 100;
            decisions.Clear();
            policy.On(SyncEvent.Pushed(new(worker, clock, 0), default) with { Now = now }, decisions);
            foreach (SyncDecision wish in decisions.FindAll(d => d.Kind == SyncDecisionKind.Measure))
            {
                measures++;
                policy.On(SyncEvent.Measured(wish.Id, Math.Pow(2, -wish.Id)) with { Now = now }, decisions);
            }
        }

        return measures;
    }

    private static AutoStalenessPolicy Policy(int start, int max) => new(start, max, 0, new(PushesEach: 1, Clocks: 1, Rests: 2));
}
