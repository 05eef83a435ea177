namespace Distributed.Tool.Tests;

public sealed class ScalingTests
{
    private const string Quick = "simulate --policies asp,bsp --seeds 1 --max-time 10 --time-model none";

    [Fact]
    public async Task Each_number_of_workers_is_a_section_and_arithmetic_stands_beside()
    {
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --workers 2,4 --target 0.6");
        end.ExitCode.Should().Be(0, end.Error);
        foreach (string text in new[] { "2 workers, logistic", "4 workers, logistic", ScalingTable.Title, "nobody waits", "in step", "Weak scaling: 32 examples a clock of every worker." })
            end.Output.Should().Contain(text);
    }

    [Fact]
    public void Under_strong_scaling_workers_share_a_batch_and_its_time()
    {
        ExperimentConfiguration[] configurations = [.. Plan("--workers 2,8 --scaling strong --batch 64 --time-model clock:4").Experiment.Configurations];
        configurations.Select(each => each.Options.Time.ClockNs).Should().Equal(4_000_000_000, 1_000_000_000);
        configurations.Select(each => each.Options.Workload.ToString()).Should().SatisfyRespectively(first => first.Should().EndWith("batch 64"), second => second.Should().EndWith("batch 16"));
    }

    [Fact]
    public void What_workers_share_may_be_more_than_an_int_holds() =>
        Plan("--workers 1000,2000 --batch 10000000 --scaling strong").ScalingNote.Should().StartWith("Strong scaling: 10,000,000,000 examples");

    [Fact]
    public void Under_weak_scaling_every_worker_has_the_batch() =>
        Plan("--workers 2,8").Experiment.Configurations.Should().OnlyContain(each => each.Options.Time.ClockNs == 1_000_000_000 && each.Options.Workload.ToString().EndsWith("batch 32"));

    [Fact]
    public void Arithmetic_and_simulation_agree_in_the_table()
    {
        ExperimentPlan plan = Plan("--workers 2,8 --time-model none --seeds 1 --max-time 50 --network latency:1").Experiment with { Step = StepChoice.Given };
        ResultTable table = ScalingTable.Of(plan.Configurations, Experiment.Run(plan));
        table.Rows.Should().HaveCount(4);
        foreach (IReadOnlyList<string> row in table.Rows)
            (double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture) / double.Parse(row[row[1] == "asp" ? 3 : 4], System.Globalization.CultureInfo.InvariantCulture))
                .Should().BeApproximately(1, 0.05, string.Join(" ", row));
        table.Rows.Select(row => row[6]).Should().StartWith(["1.00×", "1.00×"]);
    }

    [Fact]
    public async Task Networks_and_faults_reach_the_cluster()
    {
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --workers 4 --network latency:50+request:10 --faults crash:0.2+doubled:0.1");
        end.ExitCode.Should().Be(0, end.Error);
        SimulationOptions run = Plan("--workers 4 --network latency:50 --faults crash:0.2").Experiment.Configurations[0].Options;
        (run.Network.LatencyNs, run.Faults.CrashShare).Should().Be((50_000_000, 0.2));
        VirtualCluster.Run(run).Crashes.Should().BePositive();
    }

    [Fact]
    public async Task A_sparse_file_is_learned_from()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("sparse.txt", string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i % 2 == 0 ? "+1" : "-1")} {1 + (i % 2)}:1 {3 + (i % 5)}:0.5\n")));
        ToolEnd end = await ToolEnd.OfAsync($"{Quick} --workers 2 --workload sparse-logistic --data {file} --target 0.3");
        end.ExitCode.Should().Be(0, end.Error);
        end.Output.Should().Contain("1/1");
    }

    private static SimulatePlan Plan(string line)
    {
        SimulateOptions? read = null;
        System.CommandLine.Command command = SimulateCommand.Create((options, _) =>
        {
            read = options;
            return Task.FromResult(0);
        });
        command.Parse($"--policies asp,bsp {line}".Split(' ')).Invoke();
        return SimulatePlan.Of(read!);
    }
}
