using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Who is faster than whom, as published and as the prototype found; in wide bands, since small sizes are another problem.</summary>
public sealed class PublishedOrderTests
{
    // Of asynchronous workers, on a grid of √2.
    private const double BestStep = 0.2;

    private static readonly Workload _logistic = Workload.Logistic();

    [Fact]
    public void Bulk_synchronous_workers_need_over_one_and_a_half_times_as_long_as_asynchronous_ones()
    {
        IReadOnlyList<ExperimentRow> rows = Compare([1], "bsp", "asp", "ssp:1", "ssp:3");
        rows.Should().OnlyContain(row => row.Reached == row.Seeds);
        rows[1].Speedup.Should().BeInRange(1.6, 3);
        rows[3].Speedup.Should().BeInRange(1.5, 3);
        rows[0].WaitedShare.Should().BeInRange(0.35, 0.65);
        rows[1].WaitedShare.Should().Be(0);
        rows[0].MeanStaleness.Should().Be(0);
        rows[2].MeanStaleness.Should().BeInRange(20, 32);
        rows[3].MeanStaleness.Should().BeInRange(30, 38);
        rows[1].MeanStaleness.Should().BeInRange(33, 39);
    }

    [Fact]
    public void Among_workers_of_four_classes_a_barrier_costs_more_and_an_elastic_one_less()
    {
        IReadOnlyList<ExperimentRow> rows = Compare([1, 0.75, 1.33, 0.6], "bsp", "asp", "elasticbsp:15");
        rows[1].Speedup.Should().BeInRange(1.8, 4);
        rows[2].Speedup.Should().BeInRange(1.3, 4);
    }

    [Fact]
    public void Elastic_barriers_are_faster_than_fixed_ones_among_equal_workers() =>
        Compare([1], "bsp", "elasticbsp:15")[1].Speedup.Should().BeInRange(1.2, 3);

    [Fact]
    public void At_twice_the_best_step_speculation_reaches_the_target_at_least_twice_as_soon()
    {
        IReadOnlyList<ExperimentRow> rows = CompareAt(2 * BestStep, [1], "asp", "specsync", "specsync:paper", "ssp:3");
        rows[1].Speedup.Should().BeGreaterThan(2);
        rows[1].AbortedShare.Should().BeInRange(0.05, 0.3);
        rows[1].MeanStaleness.Should().BeInRange(20, 30, "workers that restart end together");
        rows[2].Speedup.Should().BeInRange(1, rows[1].Speedup!.Value, "with κ = 1 the least is gained");
        rows[3].Speedup.Should().BeGreaterThan(1.1, "a bound pays at a large step");
    }

    [Fact]
    public void At_the_best_step_speculation_changes_little() =>
        CompareAt(BestStep, [1], "asp", "specsync")[1].Speedup.Should().BeInRange(0.8, 1.4);

    [Fact]
    public void Steps_of_the_first_32_of_40_are_far_faster_than_a_barrier_and_late_gradients_do_no_harm()
    {
        IReadOnlyList<ExperimentRow> rows = CompareAt(0.06, [1], "bsp", "kofn:32/40,drop", "kofn:32/40,cache", "kofn:32/40,abortlate");
        rows[1].Speedup.Should().BeInRange(1.6, 3);
        rows[2].Speedup.Should().BeGreaterThanOrEqualTo(0.95 * rows[1].Speedup!.Value);
        rows[3].Speedup.Should().BeGreaterThan(1.6);
        rows[3].Aborts.Should().BeGreaterThan(0);
    }

    [Fact]
    public void At_a_large_step_a_bound_between_none_and_the_tightest_wins()
    {
        IReadOnlyList<ExperimentRow> rows = CompareAt(0.64, [1], 32, "ssp:0", "ssp:2", "asp");
        rows[1].Reached.Should().Be(rows[1].Seeds);
        rows[1].TimeToTarget.Should().BeLessThan(rows[0].TimeToTarget ?? double.PositiveInfinity).And.BeLessThan(rows[2].TimeToTarget ?? double.PositiveInfinity);
    }

    private static IReadOnlyList<ExperimentRow> Compare(double[] classes, params string[] policies) => CompareAt(0.16, classes, policies);

    private static IReadOnlyList<ExperimentRow> CompareAt(double step, double[] classes, params string[] policies) => CompareAt(step, classes, 40, policies);

    private static IReadOnlyList<ExperimentRow> CompareAt(double step, double[] classes, int workers, params string[] policies) => Experiment.Run(new()
    {
        Configurations =
        [
            new("40", new()
            {
                Workload = _logistic,
                Workers = workers,
                Step = step,
                Target = 0.40,
                Time = new() { SlowShare = 0.05, Classes = classes },
                MaxTimeNs = 200_000_000_000,
            }, [.. policies.Select(SyncPolicy.Parse)]),
        ],
        Seeds = 3,
    });
}
