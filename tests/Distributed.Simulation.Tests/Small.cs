using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Runs that take milliseconds.</summary>
internal static class Small
{
    /// <summary>One of each policy that there is.</summary>
    public static TheoryData<string> Policies => KnownPolicies.All(clockMs: 1000);

    internal static Workload Logistic { get; } = Workload.Logistic(examples: 500, features: 10, batch: 16);

    internal static SimulationOptions Options(string policy, ulong seed = 1, int workers = 8) => new()
    {
        Policy = SyncPolicy.Parse(policy),
        Workload = Logistic,
        Workers = workers,
        Seed = seed,
        Step = 0.1,
        Time = new() { SlowShare = 0.05, Classes = [1, 2] },
        MaxTimeNs = 30_000_000_000,
    };

    /// <summary>Crashes, losses and delays of all kinds.</summary>
    internal static SimulationOptions WithFaults(SimulationOptions options) => options with
    {
        Faults = new() { CrashShare = 0.03, LostShare = 0.05, LateShare = 0.05, DoubledShare = 0.05 },
        Network = new() { EventDelayNs = 20_000_000, DecisionDelayNs = 30_000_000, Shards = 2, ShardRequestNs = 3_000_000, WorkerBytesPerSecond = 1e4 },
    };
}
