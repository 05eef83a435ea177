using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Dual ascent over Redis: processes die, others take over their examples with their duals, and the shared sums stay those of the duals.</summary>
[Trait("Category", "Faults")]
public sealed class DualFaultTests(ITestOutputHelper output)
{
    // Some ten times what is left between jobs that were disturbed at other times.
    private const double DifferenceMax = 1e-3;

    [RedisTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sums_are_those_of_the_duals_and_the_model_is_what_it_would_have_been_though_a_process_is_killed(bool comesBack)
    {
        Rounds round = Rounds.Of(1);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Plan(round, server));
        await job.ReachesAsync(round.Part(0.1, 0.3));
        job.Children[round.Chance.Next(3)].Kill();
        if (comesBack)
            job.Add();
        WorkerReport[] reports = await job.EndAsync();
        reports.Select(r => r.Hash).Distinct().Should().HaveCount(1);
        Violations(job.Plan, reports).Should().BeEmpty();
        WorkerReport undisturbed = await DualJob.UndisturbedAsync(job.Plan);
        reports.Should().OnlyContain(report => report.Duals.Length == undisturbed.Duals.Length && report.Model.Length == undisturbed.Model.Length);
        reports.SelectMany(report => Differences(report, undisturbed)).Should().BeEmpty();
    }

    [RedisFact]
    public async Task Without_faults_processes_come_to_what_one_comes_to_in_memory()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Plan(Rounds.Of(0), server) with { Epochs = 3 });
        WorkerReport[] reports = await job.EndAsync();
        WorkerReport undisturbed = await DualJob.UndisturbedAsync(job.Plan);
        foreach (WorkerReport report in reports)
        {
            report.Duals.Should().Equal(undisturbed.Duals);
            report.Model.Should().Equal(undisturbed.Model);
        }
    }

    [RedisFact]
    public async Task Sums_that_are_not_those_of_the_duals_are_noticed()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Plan(Rounds.Of(0), server) with { Epochs = 2, CountsTwice = 17 });
        WorkerReport[] reports = await job.EndAsync();
        Violations(job.Plan, reports).Should().Contain(v => v.Contains("sum 0"));
        Differences(reports[0], await DualJob.UndisturbedAsync(job.Plan)).Should().Contain(d => d.Contains("weight 0"));
    }

    private static WorkerPlan Plan(Rounds round, RedisServer server) =>
        round.Plan(server.ConnectionString, "dual") with { IsDual = true, Policy = "bsp", Shards = 3, Epochs = 10, BlocksPerEpoch = 8 };

    /// <summary>
    /// Who takes over another's examples does them and its own in one clock, one after the other, where they were done side by side: rounds after a kill
    /// differ, but the optimum that all come near to does not.
    /// </summary>
    private static IEnumerable<string> Differences(WorkerReport report, WorkerReport undisturbed) =>
        Differences("dual", report.Duals, undisturbed.Duals).Concat(Differences("weight", report.Model, undisturbed.Model));

    private static IEnumerable<string> Differences(string what, float[] values, float[] expected) =>
        values.Zip(expected).Index().Where(v => !(Math.Abs(v.Item.First - v.Item.Second) <= DifferenceMax)).Select(v => $"{what} {v.Index} is {v.Item.First} instead of {v.Item.Second}");

    private static List<string> Violations(WorkerPlan plan, WorkerReport[] reports)
    {
        var wrong = new List<string>();
        foreach (WorkerReport report in reports)
        {
            if (!report.HasModel || report.Committed != plan.Blocks)
            {
                wrong.Add($"{report.Committed} blocks of {plan.Blocks}: {string.Join(" | ", report.Errors)}");
                continue;
            }

            wrong.AddRange(report.ExactSums.Index().Where(s => !(Math.Abs(s.Item - report.Cells[s.Index]) <= 1e-5)).Select(s => $"sum {s.Index} is {report.Cells[s.Index]} instead of {s.Item}"));
            double relativeGap = (report.Certificate[0] - report.Certificate[1]) / report.Certificate[0];
            if (!(relativeGap >= -1e-7 && relativeGap <= 0.05))
                wrong.Add($"the gap is {relativeGap}");
        }

        return wrong;
    }
}
