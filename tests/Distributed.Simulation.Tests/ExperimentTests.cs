using ParameterStore;

namespace Distributed.Simulation.Tests;

public sealed class ExperimentTests
{
    [Fact]
    public void Rows_do_not_depend_on_how_many_run_at_a_time()
    {
        IReadOnlyList<ExperimentRow> alone = Experiment.Run(Plan() with { Threads = 1 }), together = Experiment.Run(Plan() with { Threads = 4 });
        together.Select(row => row.EventLogHash).Should().Equal(alone.Select(row => row.EventLogHash));
        together.Select(row => (row.Configuration, row.Policy)).Should().Equal(("a", "bsp"), ("a", "asp"), ("b", "asp"));
    }

    [Fact]
    public void Speedups_are_against_the_first_policy_of_the_configuration()
    {
        IReadOnlyList<ExperimentRow> rows = Experiment.Run(Plan());
        rows[0].Speedup.Should().Be(1);
        rows[1].Speedup.Should().Be(rows[0].TimeToTarget / rows[1].TimeToTarget);
        rows[2].Speedup.Should().Be(1);
        rows.Should().OnlyContain(row => row.Reached == 3 && row.Seeds == 3 && row.Preset == "p" && row.Runs.Count == 3);
        rows[0].Spread!.Value.Min.Should().BeLessThanOrEqualTo(rows[0].TimeToTarget!.Value);
    }

    [Fact]
    public void Runs_that_do_not_reach_the_target_count_as_endless()
    {
        ExperimentPlan plan = Plan();
        IReadOnlyList<ExperimentRow> rows = Experiment.Run(plan with { Configurations = [plan.Configurations[0] with { Options = plan.Configurations[0].Options with { Target = 0.01, MaxTimeNs = 5_000_000_000 } }] });
        rows.Should().OnlyContain(row => row.Reached == 0 && row.TimeToTarget == null && row.Speedup == null && row.Spread == null);
    }

    [Fact]
    public void The_best_step_of_a_grid_is_taken_for_each_policy_or_a_factor_of_the_firsts()
    {
        double[] grid = [0.001, 0.1, 50];
        Experiment.Run(Plan() with { Step = StepChoice.Best(grid) }).Select(row => row.Step).Should().Equal(0.1, 0.1, 0.1);
        Experiment.Run(Plan() with { Step = StepChoice.FactorOfFirst(2, grid) }).Select(row => row.Step).Should().Equal(0.2, 0.2, 0.2);
        Experiment.Run(Plan() with { Step = StepChoice.FactorOfFirst(500, grid, reachedMin: 0.9) }).Select(row => row.Step)
            .Should().Equal([0.1, 0.1, 0.1], "at 50 the first policy does not reach the target");
    }

    [Fact]
    public void Progress_goes_to_the_end_and_cancellation_is_heard()
    {
        var told = new List<ExperimentProgress>();
        var progress = new Told(told);
        Experiment.Run(Plan(), progress);
        told.Where(p => p.Phase == "a" && p.Running is null).Select(p => p.Done).Should().Equal(1, 2, 3, 4, 5, 6);
        told.Should().OnlyContain(p => p.Total == (p.Phase == "a" ? 6 : 3));
        told.Should().Contain(p => p.Running != null && p.Running.Value.Policy == "bsp" && p.Running.Value.Pushes > 0 && p.Running.Value.TimeNs < p.Running.Value.MaxTimeNs);
        Action run = () => Experiment.Run(Plan(), cancellation: new(canceled: true));
        run.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void A_plan_without_policies_and_a_grid_that_does_not_rise_are_refused()
    {
        ((Action)(() => Experiment.Run(Plan() with { Configurations = [] }))).Should().Throw<ArgumentException>();
        ((Action)(() => StepChoice.Best([2, 1]))).Should().Throw<ArgumentException>();
        ((Action)(() => StepChoice.Parse("fast"))).Should().Throw<FormatException>();
        StepChoice.Parse("2").Factor.Should().Be(2);
        StepChoice.Parse("best").Grid.Should().BeSameAs(StepChoice.DefaultGrid);
    }

    private static ExperimentPlan Plan()
    {
        SimulationOptions options = Small.Options("asp") with { Target = 0.6, Step = 0.1, MaxTimeNs = 40_000_000_000 };
        return new()
        {
            Preset = "p",
            Configurations =
            [
                new("a", options, [SyncPolicy.BulkSynchronous, SyncPolicy.Asynchronous]),
                new("b", options with { Workers = 4 }, [SyncPolicy.Asynchronous]),
            ],
            Seeds = 3,
        };
    }

    private sealed class Told(List<ExperimentProgress> into) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => into.Add(value);
    }
}
