namespace Distributed.Simulation.Tests;

/// <summary>Bounds under crashes, joiners, delays, lost, late and doubled messages. The cluster checks every release; tests check its accounts.</summary>
public sealed class StalenessBoundTests
{
    private static readonly int _seeds = Environment.GetEnvironmentVariable("FAULTS") == "long" ? 2_500 : 200;

    [Theory]
    [InlineData("bsp", 0)]
    [InlineData("ssp:0", 0)]
    [InlineData("ssp:2", 2)]
    [InlineData("dssp:1,2", 3)]
    [InlineData("essp:2", 2)]
    [InlineData("specsync:200/0.1,ssp:2", 2)]
    public void No_bound_is_broken_in_seeded_runs_with_crashes(string policy, int bound)
    {
        long crashes = 0, refused = 0;
        int leadMax = 0;
        for (int seed = 1; seed <= _seeds; seed++)
        {
            SimulationResult result = VirtualCluster.Run(Varied(policy, seed));
            result.LeadMax.Should().BeLessThanOrEqualTo(bound, $"seed {seed}");
            result.Pushes.Should().BePositive($"seed {seed}");
            (crashes, refused, leadMax) = (crashes + result.Crashes, refused + result.Refused, Math.Max(leadMax, result.LeadMax));
        }

        crashes.Should().BeGreaterThan(_seeds);
        refused.Should().BeGreaterThan(_seeds / 2);
        leadMax.Should().Be(bound, "else the bound was never tested");
    }

    // Other numbers of workers, noises, delays and restarts for other seeds.
    private static SimulationOptions Varied(string policy, int seed)
    {
        SimulationOptions options = Small.WithFaults(Small.Options(policy, (ulong)seed, workers: 3 + (seed % 6)));
        return options with
        {
            EvaluateEvery = 100_000,
            MaxTimeNs = 20_000_000_000,
            Time = new() { SlowShare = 0.1, Classes = [1, 2, 0.5], Noise = seed % 2 == 0 ? TimeNoise.Lognormal(0.3) : TimeNoise.Pareto(1.5) },
            Faults = options.Faults with { CrashShare = 0.05, NoticeNs = 1_000_000_000, RestartNs = seed % 3 == 0 ? null : 2_000_000_000 },
            Network = options.Network with { EventDelayNs = 20_000_000 * (seed % 3), DecisionDelayNs = 30_000_000 * (seed % 4) },
        };
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
