namespace ParameterStore.Tests;

public class BarrierSearchTests
{
    private static readonly (string Name, Search Find)[] _searches =
    [
        ("scan", BarrierScan.Find),
        ("ZipLine", ZipLine.Find),
        ("ZipLineOpt", ZipLineOpt.Find),
        ("ZipLineOptBS", ZipLineOptBS.Find),
    ];

    private delegate BarrierPlan Search(ReadOnlySpan<BarrierEnd> ends, int workers);

    [Fact]
    public void All_searches_find_what_trying_every_choice_finds()
    {
        var random = new Random(4);
        for (int instance = 0; instance < 5_000; instance++)
        {
            int workers = random.Next(1, 5), lookahead = random.Next(1, 5);
            long[] ends = Draw(random, workers, lookahead);

            BarrierPlan expected = BruteForce.Find(ends, lookahead);

            Check(ends, workers, lookahead, expected, $"instance {instance}: {string.Join(' ', ends)} in rows of {lookahead}");
        }
    }

    [Fact]
    public void All_searches_agree_on_instances_too_large_to_try_every_choice()
    {
        var random = new Random(5);
        for (int instance = 0; instance < 500; instance++)
        {
            int workers = random.Next(1, 30), lookahead = random.Next(1, 40);
            long[] ends = Draw(random, workers, lookahead);

            BarrierPlan expected = ZipLine.Find(BarrierEnds.Merge(ends, lookahead), workers);

            Check(ends, workers, lookahead, expected, $"instance {instance}");
            CheckPlan(expected, ends, lookahead).Should().BeNull($"instance {instance}");
        }
    }

    [Fact]
    public void The_check_notices_a_search_that_takes_the_latest_of_equal_ranges()
    {
        long[] ends = [10, 20, 10, 20];
        BarrierPlan latest = new(0, 20, [2, 2]);

        CheckPlan(latest, ends, 2).Should().BeNull("it is a plan");
        BruteForce.Find(ends, 2).Should().NotBeEquivalentTo(latest).And.BeEquivalentTo(new BarrierPlan(0, 10, [1, 1]));
    }

    [Fact]
    public void One_clock_of_foresight_is_a_barrier_after_every_clock()
    {
        var random = new Random(6);
        for (int instance = 0; instance < 200; instance++)
        {
            long[] ends = Draw(random, random.Next(1, 9), 1);

            Check(ends, ends.Length, 1, new(ends.Max() - ends.Min(), ends.Max(), [.. ends.Select(_ => 1)]), $"instance {instance}");
        }
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(7, 15)]
    public void Equal_intervals_are_a_barrier_after_every_clock(int workers, int lookahead)
    {
        long[] ends = [.. Enumerable.Range(0, workers * lookahead).Select(i => 1_000L * ((i % lookahead) + 1))];

        Check(ends, workers, lookahead, new(0, 1_000, [.. Enumerable.Repeat(1, workers)]), "");
    }

    [Fact]
    public void A_worker_three_times_as_slow_is_met_after_three_clocks()
    {
        long[] ends = [10, 20, 30, 40, 31, 62, 93, 124];

        Check(ends, 2, 4, new(1, 31, [3, 1]), "");
    }

    [Fact]
    public void A_worker_without_an_end_is_a_mistake()
    {
        foreach ((string name, Search find) in _searches)
            FluentActions.Invoking(() => find(BarrierEnds.Merge([1, 2, 3], 3), 2)).Should().Throw<ArgumentException>(name).WithMessage("A worker has no end.*");
    }

    [Fact]
    public void Merged_ends_are_in_order_of_time_then_worker_then_clock()
    {
        var random = new Random(7);
        for (int instance = 0; instance < 500; instance++)
        {
            int lookahead = random.Next(1, 9);
            long[] ends = Draw(random, random.Next(1, 12), lookahead);

            BarrierEnd[] expected = [.. ends.Select((at, i) => new BarrierEnd(at, i / lookahead, (i % lookahead) + 1)).OrderBy(e => (e.At, e.Worker, e.Clocks))];
            BarrierEnds.Merge(ends, lookahead).Should().Equal(expected, $"instance {instance}");
        }
    }

    private static void Check(long[] ends, int workers, int lookahead, BarrierPlan expected, string because)
    {
        BarrierEnd[] merged = BarrierEnds.Merge(ends, lookahead);
        foreach ((string name, Search find) in _searches)
        {
            BarrierPlan plan = find(merged, workers);
            (plan.Range, plan.At).Should().Be((expected.Range, expected.At), $"{name}, {because}");
            plan.Clocks.Should().Equal(expected.Clocks, $"{name}, {because}");
        }
    }

    private static string? CheckPlan(BarrierPlan plan, long[] ends, int lookahead)
    {
        long[] chosen = [.. plan.Clocks.Select((clocks, worker) => ends[(worker * lookahead) + clocks - 1])];
        return chosen.Max() == plan.At && chosen.Max() - chosen.Min() == plan.Range ? null : "the chosen ends are not those of the plan";
    }

    // Few different times, so that many of them tie; sometimes a worker's own ends do as well.
    private static long[] Draw(Random random, int workers, int lookahead)
    {
        int longest = random.Next(1, 12), shortest = random.Next(0, 2);
        return [.. Enumerable.Range(0, workers).SelectMany(_ => Row(random, lookahead, shortest, longest))];
    }

    private static long[] Row(Random random, int lookahead, int shortest, int longest)
    {
        bool isSteady = random.Next(2) == 0;
        long interval = random.Next(shortest, longest + 1), at = 0;
        return [.. Enumerable.Range(0, lookahead).Select(_ => at += isSteady ? interval : random.Next(shortest, longest + 1))];
    }
}
