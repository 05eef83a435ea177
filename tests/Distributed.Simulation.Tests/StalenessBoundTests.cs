namespace Distributed.Simulation.Tests;

/// <summary>Bounds under crashes, joiners, delays, lost, late and doubled messages. The cluster checks every release; tests check its accounts.</summary>
public sealed class StalenessBoundTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData("bsp", 0)]
    [InlineData("ssp:0", 0)]
    [InlineData("ssp:2", 2)]
    [InlineData("dssp:1,2", 3)]
    public void No_bound_is_broken_in_seeded_runs_with_crashes(string policy, int bound)
    {
        long crashes = 0, refused = 0;
        int leadMax = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            SimulationResult result = VirtualCluster.Run(Small.WithFaults(Small.Options(policy, seed, workers: 5)) with { EvaluateEvery = 1_000 });
            result.LeadMax.Should().BeLessThanOrEqualTo(bound, $"seed {seed}");
            result.Pushes.Should().BeGreaterThan(10, $"seed {seed}");
            (crashes, refused, leadMax) = (crashes + result.Crashes, refused + result.Refused, Math.Max(leadMax, result.LeadMax));
        }

        crashes.Should().BeGreaterThan(Seeds);
        refused.Should().BeGreaterThan(Seeds);
        leadMax.Should().Be(bound, "else the bound was never tested");
    }

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
