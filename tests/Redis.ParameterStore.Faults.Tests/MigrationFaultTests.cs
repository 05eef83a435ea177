using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Slots move to other masters.</summary>
[Trait("Category", "Faults")]
public sealed class MigrationFaultTests(ITestOutputHelper output)
{
    private const int Masters = RedisCluster.MasterCount;

    public static TheoryData<int> Seeds => Rounds.Seeds;

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task Slots_move_while_a_job_runs(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisCluster cluster = await RedisCluster.StartAsync();
        using var job = new FaultJob(output, round.Plan(cluster.ConnectionString, "moves"));
        KeyNames keys = job.Plan.Keys(Masters);
        int[] slots = [cluster.SlotOf(keys.Head), .. Enumerable.Range(0, Masters).Select(shard => cluster.SlotOf(keys.RouteOf(shard)))];
        await job.ReachesAsync(0.05);
        int moves = 0;
        while (!job.Children.All(c => c.HasEnded))
        {
            int slot = slots[moves++ % slots.Length];
            RedisServer[] others = [.. cluster.Servers.Where(s => s != cluster.MasterOf(slot))];
            await cluster.MigrateAsync(slot, others[round.Chance.Next(others.Length)]);
            if (moves == slots.Length)
                job.GoOn();
            await Task.Delay(TimeSpan.FromMilliseconds(round.Chance.Next(100, 400)), TimeProvider.System);
        }
        await job.EndsExactlyAsync();
        output.WriteLine($"{moves} slots were moved.");
        moves.Should().BeGreaterThanOrEqualTo(4);
    }
}
