using ParameterStore;
using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>ML.NET's face on a job of two processes, of which one is killed and started again: what comes out is what comes out undisturbed.</summary>
[Trait("Category", "Faults")]
public sealed class TrainerFaultTests(ITestOutputHelper output)
{
    private const string Gradients = "LogisticRegression", Dual = "SdcaLogisticRegression";

    [RedisTheory]
    [InlineData(Gradients)]
    [InlineData(Dual)]
    public async Task A_model_is_as_good_though_a_process_was_killed_and_started_again(string trainer)
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Plan(trainer, server.ConnectionString));
        await job.ReachesAsync(0.3);
        job.Children[0].Kill();
        ChildProcess again = job.Add();
        await job.UntilAsync(() => job.HasEntered(again, server), "the process that was started again enters the job");
        WorkerReport[] reports = await job.EndAsync();
        reports.Should().HaveCount(2);
        Violations(reports, Undisturbed(job.Plan)).Should().BeEmpty();
    }

    [Fact]
    public void Another_model_is_noticed()
    {
        foreach (string trainer in new[] { Gradients, Dual })
        {
            WorkerReport sound = Undisturbed(Plan(trainer, ""));
            Violations([sound, sound], sound).Should().BeEmpty();
            Violations([sound, sound with { Errors = ["lost"] }], sound).Should().NotBeEmpty();
            WorkerReport other = sound with { Model = [.. sound.Model.Select(w => 0.5f * w)] };
            Violations([sound, other], sound).Should().Contain(v => v.Contains("differ"));
            Violations([other, other], sound).Should().Contain(v => v.Contains("the objective is"));
        }
    }

    // An epoch of each process counts as a block.
    private static WorkerPlan Plan(string trainer, string connection) => new()
    {
        Connection = connection,
        JobId = $"{trainer}-{Guid.NewGuid().ToString("n")[..8]}",
        Trainer = trainer,
        Policy = "bsp",
        WorkersTotal = 2,
        Shards = 2,
        Epochs = 20,
        BlocksPerEpoch = 1,
    };

    /// <summary>The same by two workers of this process.</summary>
    private static WorkerReport Undisturbed(WorkerPlan plan) => TrainerJob.Run(plan, options => (options.Workers, options.Synchronization) = (plan.WorkersTotal, SyncPolicy.Parse(plan.Policy)), _ => { });

    private static List<string> Violations(WorkerReport[] reports, WorkerReport undisturbed)
    {
        var wrong = new List<string>();
        wrong.AddRange(reports.Where(r => !r.HasModel).Select(r => string.Join(" | ", r.Errors)));
        if (wrong.Count > 0)
            return wrong;
        if (!reports.All(r => r.Model.SequenceEqual(reports[0].Model)))
            wrong.Add("the models of the processes differ");
        bool isDual = undisturbed.Certificate.Length > 0;
        double expected = TrainerJob.Objective(undisturbed.Model, isDual);
        foreach (WorkerReport report in reports)
        {
            double objective = TrainerJob.Objective(report.Model, isDual);
            if (!(Math.Abs(objective - expected) <= (isDual ? 1e-4 : 0.01) * expected))
                wrong.Add($"the objective is {objective}, undisturbed {expected}");
            if (isDual)
                wrong.AddRange(CertificateViolations(report.Certificate, objective));
        }

        return wrong;
    }

    private static IEnumerable<string> CertificateViolations(double[] certificate, double objective)
    {
        if (!(Math.Abs(certificate[0] - objective) <= 1e-6 * objective))
            yield return $"the objective is {objective}, but certified is {certificate[0]}";
        double gap = (certificate[0] - certificate[1]) / certificate[0];
        if (!(gap is >= -1e-7 and <= 1e-4))
            yield return $"the gap is {gap}";
    }
}
