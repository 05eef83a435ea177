namespace Distributed.Simulation.Tests;

/// <summary>The cluster checks every release; here its checks are checked.</summary>
public sealed class StalenessBoundTests
{
    [Theory]
    [MemberData(nameof(Small.Policies), MemberType = typeof(Small))]
    public void No_policy_leaves_workers_waiting_for_ever(string policy)
    {
        for (ulong seed = 100; seed < 110; seed++)
        {
            SimulationResult result = VirtualCluster.Run(Small.WithFaults(Small.Options(policy, seed, workers: 4)) with { EvaluateEvery = 1_000, ClocksPerWorker = 12 });
            result.Clocks.Should().BeGreaterThan(20, $"seed {seed}");
        }
    }

    [Fact]
    public void A_policy_that_breaks_its_bound_is_noticed()
    {
        var liar = new ScriptedPolicy(ScriptedPolicy.OnPush(stalenessMax: 1));
        Action run = () => VirtualCluster.Run(Small.Options("asp"), liar);
        run.Should().Throw<InvalidOperationException>().WithMessage("*2 clocks ahead of the slowest*");
    }

    [Fact]
    public void A_policy_that_forgets_its_workers_is_noticed()
    {
        var forgetful = new ScriptedPolicy(ScriptedPolicy.OnPush()) { HoldsFrom = 20 };
        Action run = () => VirtualCluster.Run(Small.Options("asp"), forgetful);
        run.Should().Throw<InvalidOperationException>().WithMessage("*nothing is left to happen*");
    }

    [Fact]
    public void A_policy_that_stops_at_another_version_is_noticed()
    {
        var miscounting = new ScriptedPolicy(ScriptedPolicy.OnPush()) { StopsOff = 1 };
        Action run = () => VirtualCluster.Run(Small.Options("asp"), miscounting);
        run.Should().Throw<InvalidOperationException>().WithMessage("*but the store is at*");
    }
}
