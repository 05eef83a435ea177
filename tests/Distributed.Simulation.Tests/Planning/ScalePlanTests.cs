namespace Distributed.Simulation.Tests;

public sealed class ScalePlanTests
{
    private static readonly PlanInput _input = new() { Rows = 1_000_000_000, Users = 10_000_000, Items = 1_000_000, Rank = 64, Workers = 200, Masters = 16 };

    [Fact]
    public void Bytes_of_a_push_are_those_of_its_rows()
    {
        // 64 values, two of state as floats, and where the row lies; in int8 a scale for the 64.
        Bytes(UpdateWidth.Float32).Should().Be((64 * 4) + 8 + 2);
        Bytes(UpdateWidth.Int8).Should().Be(64 + 4 + 8 + 2);

        double Bytes(UpdateWidth width)
        {
            ClockLoad load = ClockLoad.Of(_input, width, 200);
            return load.PushBytes / load.TouchedRows;
        }
    }

    [Theory]
    [InlineData(1, 4_966_000)]
    [InlineData(1_000_000, 993_262)]
    [InlineData(1_000, 1_000)]
    public void A_clock_touches_as_many_items_as_equally_frequent_ones_would_be_hit(int items, double most) =>
        ClockLoad.Of(_input with { Items = items }, UpdateWidth.Float32, 1).TouchedRows.Should().BeLessThanOrEqualTo(Math.Min(most, items) + 1).And.BeGreaterThan(Math.Min(most, items) * 0.99);

    [Fact]
    public void Every_other_process_is_pulled_from()
    {
        ClockLoad alone = ClockLoad.Of(_input with { WorkersPerProcess = 200 }, UpdateWidth.Int8, 200), all = ClockLoad.Of(_input, UpdateWidth.Int8, 200);
        alone.PullBytes.Should().Be(0);
        all.PullBytes.Should().BeApproximately(199 * all.PushBytes, 1);
    }

    [Fact]
    public void The_shortest_clock_is_the_shortest()
    {
        PlanInput input = _input with { Workers = 8, Rank = 16, Items = 10_000, Rows = 4_000_000_000 };
        ScalePlan plan = ScalePlan.Of(input, UpdateWidth.Int8);
        plan.Shortest.Should().NotBeNull();
        plan.Shortest!.WaitedShare.Should().BeLessThanOrEqualTo(ScalePlan.WaitedShareMax);
        new PlannedClock(input, UpdateWidth.Int8, (plan.Shortest.Load.Clocks * 11 / 10) + 1).WaitedShare.Should().BeGreaterThan(ScalePlan.WaitedShareMax);
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        ScalePlan plan = ScalePlan.Of(_input with { Items = 100_000_000 }, UpdateWidth.Float32);
        plan.Bottleneck.Should().Be("memory");
        plan.Misfits.Should().HaveCount(2).And.ContainMatch("a table has 6,400,000,000 values*refused").And.ContainMatch("a process needs * GB*");
    }

    [Fact]
    public void From_the_turn_on_something_else_is_the_busiest()
    {
        (int workers, string resource) = ScalePlan.Of(_input, UpdateWidth.Float32).Turn!.Value;
        workers.Should().BeInRange(2, 199);
        ScalePlan.Of(_input with { Workers = workers }, UpdateWidth.Float32).Clock.Busiest.Name.Should().Be(resource);
    }

    [Fact]
    public void Control_slots_commits_bound_short_clocks()
    {
        PlanInput input = new() { Rows = 10_000_000, Columns = 8, Workers = 1_000, Clocks = 1_000, Masters = 100 };
        ScalePlan plan = ScalePlan.Of(input, UpdateWidth.Float32);
        plan.Clock.Busiest.Name.Should().Be("control slot");
        plan.CommitsPerSecond.Should().BeApproximately(1e9 / PlannedCluster.ControlNs(input), 1);
    }

    [Fact]
    public void The_largest_numbers_there_can_be_are_planned_or_refused_in_words()
    {
        PlanInput most = new() { Rows = PlanInput.RowsMax, Users = int.MaxValue, Items = int.MaxValue, Rank = 64, Workers = SimulationOptions.WorkersMax, Masters = PlanInput.MastersMax };
        double seconds = ScalePlan.Of(most, UpdateWidth.Float32).EpochSeconds;
        seconds.Should().BePositive().And.Match(value => double.IsFinite(value));
        PlanInput endless = most with { Rank = PlanInput.RankMax, Workers = 1, Clocks = 1 };
        FluentActions.Invoking(() => ScalePlan.Of(endless, UpdateWidth.Float32)).Should().Throw<FormatException>().WithMessage("*longer than a year*");
    }
}
