using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Dual ascent over Redis: processes die, others take over their examples with their duals, and the shared sums stay those of the duals.</summary>
[Trait("Category", "Faults")]
public sealed class DualFaultTests(ITestOutputHelper output)
{
    [RedisTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sums_are_those_of_the_duals_though_a_process_is_killed(bool comesBack)
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
    }

    [RedisFact]
    public async Task Sums_that_are_not_those_of_the_duals_are_noticed()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Plan(Rounds.Of(0), server) with { Epochs = 2, CountsTwice = 17 });
        Violations(job.Plan, await job.EndAsync()).Should().Contain(v => v.Contains("sum 0"));
    }

    private static WorkerPlan Plan(Rounds round, RedisServer server) =>
        round.Plan(server.ConnectionString, "dual") with { IsDual = true, Policy = "bsp", Shards = 3, Epochs = 10, BlocksPerEpoch = 8 };

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
