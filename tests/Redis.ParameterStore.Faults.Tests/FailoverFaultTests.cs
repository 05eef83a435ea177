using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Masters of a cluster die and replicas take over that had everything that counts.</summary>
[Trait("Category", "Faults")]
public sealed class FailoverFaultTests(ITestOutputHelper output)
{
    private const int Masters = RedisCluster.MasterCount;

    public static TheoryData<int> Seeds => Rounds.Seeds;

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public Task A_data_master_dies_and_what_its_replica_acknowledged_is_not_lost(int seed) => KillMasterAsync(Rounds.Of(seed), isControl: false);

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public Task The_control_master_dies_and_what_its_replica_acknowledged_is_not_lost(int seed) => KillMasterAsync(Rounds.Of(seed), isControl: true);

    /// <summary>With WaitReplicas nothing that counts is lost. The killed master comes back as a replica: without one, pushes would wait.</summary>
    private async Task KillMasterAsync(Rounds round, bool isControl)
    {
        using RedisCluster cluster = await RedisCluster.StartAsync(replicas: 1);
        using var job = new FaultJob(output, round.Plan(cluster.ConnectionString, isControl ? "waits-control" : "waits") with { WaitReplicas = 1 });
        (int slot, RedisServer master) = Choose(cluster, job.Plan, isControl);
        await job.ReachesAsync(round.Part());
        await cluster.FailOverAsync(slot);
        await master.RestartAsync();
        await job.EndsExactlyAsync();
    }

    /// <summary>The control slot or a data slot that lies elsewhere, and its master.</summary>
    internal static (int Slot, RedisServer Master) Choose(RedisCluster cluster, WorkerPlan plan, bool isControl)
    {
        KeyNames keys = plan.Keys(Masters);
        int control = cluster.SlotOf(keys.Head);
        RedisServer controls = cluster.MasterOf(control);
        int slot = isControl ? control : Enumerable.Range(0, Masters).Select(shard => cluster.SlotOf(keys.RouteOf(shard))).First(s => cluster.MasterOf(s) != controls);
        return (slot, cluster.MasterOf(slot));
    }
}
