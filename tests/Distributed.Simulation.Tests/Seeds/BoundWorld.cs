using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>What a seed draws: a policy that has a bound, and a cluster in which workers die and come back and messages are lost, late and doubled.</summary>
internal sealed class BoundWorld
{
    private const long Millisecond = 1_000_000;

    // What all suites run, and other numbers.
    private static readonly (string Text, int Bound)[] _policies =
    [
        .. KnownPolicies.Bounded(clockMs: 1000).Select(row => ((string)row[0], (int)row[1])),
        ("ssp:1", 1), ("ssp:5", 5), ("dssp:0,3", 3), ("specsync:released,ssp:3", 3), ("kofn:1,cache", 0),
    ];

    private static readonly Workload _workload = Workload.Logistic(examples: 100, features: 4, batch: 4);

    internal BoundWorld(int seed)
    {
        var chance = new Random(seed);
        Seed = seed;
        (Policy, Bound) = _policies[seed % _policies.Length];
        Options = new()
        {
            Policy = SyncPolicy.Parse(Policy),
            Workload = _workload,
            Workers = chance.Next(2, 11),
            Seed = (ulong)seed,
            EvaluateEvery = 1_000_000,
            MaxTimeNs = 60_000 * Millisecond,
            ClocksPerWorker = chance.Next(3) == 0 ? chance.Next(3, 15) : null,
            Time = new()
            {
                SlowShare = chance.Next(2) * 0.1,
                Classes = chance.Next(3) switch { 0 => [1], 1 => [1, 2, 0.5], _ => [1, 5] },
                Noise = chance.Next(3) switch { 0 => TimeNoise.Lognormal(0.05), 1 => TimeNoise.Lognormal(0.5), _ => TimeNoise.Pareto(1.5) },
                StartSpread = chance.Next(2),
            },
            Faults = new()
            {
                CrashShare = 0.02 + (0.1 * chance.NextDouble()),
                NoticeNs = chance.NextInt64(3_000) * Millisecond,
                RestartNs = chance.Next(4) == 0 ? null : chance.NextInt64(4_000) * Millisecond,
                LostShare = 0.2 * chance.NextDouble(),
                LateShare = 0.2 * chance.NextDouble(),
                DoubledShare = 0.2 * chance.NextDouble(),
                LateNs = chance.NextInt64(1, 2_000) * Millisecond,
            },
            Network = new()
            {
                LatencyNs = chance.Next(3) * 5 * Millisecond,
                EventDelayNs = chance.Next(4) * 40 * Millisecond,
                DecisionDelayNs = chance.Next(4) * 40 * Millisecond,
                Shards = chance.Next(1, 4),
                ShardRequestNs = chance.Next(3) * 3 * Millisecond,
            },
        };
    }

    internal int Seed { get; }

    internal string Policy { get; }

    /// <summary>The most clocks that a worker may be ahead of the slowest when it is let through; known from the policy's definition, not asked of it.</summary>
    internal int Bound { get; }

    internal SimulationOptions Options { get; }

    /// <summary>What is wrong; null if nothing is.</summary>
    /// <param name="result">What came of the run; null if it did not get to its end.</param>
    /// <param name="isTooLoose">Plants a bug: the policy lets workers go a clock further than it says.</param>
    internal string? Run(out SimulationResult? result, bool isTooLoose = false)
    {
        result = null;
        try
        {
            ISyncPolicy policy = Options.Policy.Create();
            result = VirtualCluster.Run(Options, isTooLoose ? new TooLoose(policy) : policy);
            return result.LeadMax > Bound ? $"a worker was let through {result.LeadMax} clocks ahead of the slowest; the bound is {Bound}" : null;
        }
        catch (InvalidOperationException broken)
        {
            return broken.Message;
        }
    }

    /// <summary>A policy that says a bound that is a clock tighter than what it keeps.</summary>
    private sealed class TooLoose(ISyncPolicy inner) : ISyncPolicy
    {
        public SyncTraits Traits => inner.Traits with { StalenessMax = inner.Traits.StalenessMax - 1 };

        public void On(in SyncEvent e, ICollection<SyncDecision> decisions) => inner.On(e, decisions);

        public void Save(System.Buffers.IBufferWriter<byte> to) => inner.Save(to);

        public void Load(ReadOnlySpan<byte> from) => inner.Load(from);
    }
}
