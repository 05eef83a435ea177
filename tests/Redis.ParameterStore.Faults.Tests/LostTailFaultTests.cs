using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Masters of a cluster die, and the replicas that take over lack the newest: what was lost is done again, or said.</summary>
[Trait("Category", "Faults")]
public sealed class LostTailFaultTests(ITestOutputHelper output)
{
    private const int Masters = RedisCluster.MasterCount;

    public static TheoryData<int> Seeds => Rounds.Seeds;

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public Task A_data_master_dies_with_updates_that_no_replica_had(int seed) => LoseTailAsync(Rounds.Of(seed), isControl: false);

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public Task The_control_master_dies_with_records_that_no_replica_had(int seed) => LoseTailAsync(Rounds.Of(seed), isControl: true);

    /// <summary>The replica stands still and loses its link, so that it misses what is written until the master is killed.</summary>
    private async Task LoseTailAsync(Rounds round, bool isControl)
    {
        using RedisCluster cluster = await RedisCluster.StartAsync(replicas: 1);
        // a quarter of the lease is how long what nobody needs any more is kept, in case the log is rolled back
        using var job = new FaultJob(output, round.Plan(cluster.ConnectionString, isControl ? "loses-control" : "loses") with { LeaseMs = 6000 });
        (int slot, RedisServer master) = FailoverFaultTests.Choose(cluster, job.Plan, isControl);
        RedisServer replica = cluster.Servers[Masters + cluster.Servers.Index().First(s => s.Item == master).Index];
        await job.ReachesAsync(round.Part());
        int before = job.Children.Sum(c => c.Blocks);
        replica.Pause();
        using (ServerConsole console = master.Connect())
            console.Send("CLIENT", "KILL", "TYPE", "replica");
        await Task.Delay(TimeSpan.FromMilliseconds(round.Chance.Next(200, 800)), TimeProvider.System);
        master.Kill();
        output.WriteLine($"{job.Children.Sum(c => c.Blocks) - before} blocks were done behind the replica's back.");
        replica.Resume();
        output.WriteLine($"{job.Seconds:0.0} s: the master is killed.");
        await cluster.TakeOverAsync(slot, master);
        cluster.MasterOf(slot).Should().BeSameAs(replica);
        output.WriteLine($"{job.Seconds:0.0} s: the replica has taken over.");
        await EndsExactlyOrTellsAsync(job);
    }

    /// <summary>What cannot be had again is said, with what it is; never are sums wrong.</summary>
    private async Task EndsExactlyOrTellsAsync(FaultJob job)
    {
        WorkerReport[] reports = await job.EndAsync();
        WorkerReport[] failed = [.. reports.Where(r => !r.HasModel)];
        IEnumerable<string> wrong = ExactSums.Violations(job.Plan, [.. reports.Where(r => r.HasModel)]).Concat(failed
            .Where(r => !r.Errors.Any(e => e.Contains(job.Plan.JobId, StringComparison.Ordinal) && e.Contains("its end was lost in a failover", StringComparison.Ordinal)))
            .Where(r => !r.Errors.Any(e => e.StartsWith(nameof(UpdatesLostException), StringComparison.Ordinal) || e.StartsWith(nameof(JobGoneException), StringComparison.Ordinal)
                || e.Contains("of seat", StringComparison.Ordinal) && e.Contains("gone from", StringComparison.Ordinal))
                || !r.Errors[^1].Contains(job.Plan.JobId, StringComparison.Ordinal))
            .Select(r => string.Join(" | ", r.Errors)));
        foreach (WorkerReport report in failed)
            output.WriteLine(string.Join(" | ", report.Errors));
        if (wrong.Any())
            job.Dump();
        wrong.Should().BeEmpty();
    }
}
