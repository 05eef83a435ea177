using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What a seed draws: a job, its processes, and what goes wrong when.</summary>
internal sealed class WorldPlan
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1000 * Millisecond;

    private readonly long _computeTime;
    private readonly double _straggles;
    private readonly double _leaves;

    internal WorldPlan(int seed, PlantedBug bug = PlantedBug.None)
    {
        var chance = new Random(seed);
        (Seed, Bug) = (seed, bug);
        Masters = chance.Next(1, 4);
        Processes = chance.Next(1, 6);
        Seats = chance.Next(1, 4);
        ParameterShards = Masters;
        int shards = chance.Next(1, 7);
        Manifest = new($"job{seed}", 0, shards, chance.Next(1, 4), chance.Next(1, 4), Math.Min(shards, Processes * Seats), Policy(chance), "toy");
        SyncTraits traits = Manifest.Policy.Create().Traits;
        Fold = DrawFold(new Random(seed ^ 0x5F01D));
        Durability = chance.Next(2) == 0 ? OwnedDurability.EveryCommit : OwnedDurability.EveryClocks(chance.Next(2, 4));
        bool hasBases = chance.Next(2) == 0;
        int lease = chance.Next(3) switch { 0 => 2, 1 => 5, _ => 10 };
        Settings = new()
        {
            Lease = lease * Second,
            RedisTimeout = 40 * Second,
            GatherTimeout = 120 * Second,
            GateTimeout = 240 * Second,
            WaitReplicas = chance.Next(3) == 0 ? 1 : 0,
            Combines = traits.Apply == ApplyMode.OnPush && chance.Next(4) > 0,
            TellsPulls = traits.Aborts,
            UncompactedUpdatesMax = hasBases ? chance.Next(1, 8) : 1000,
            KeptBytesMax = chance.Next(3) == 0 ? 2000 : 1 << 20,
            AbandonedMs = 600 * 1000,
            EndedMs = 120 * 1000,
            RecordsKept = chance.Next(40),
            SnapshotInterval = chance.Next(2) == 0 ? chance.Next(4, 24) : 1024,
        };
        _computeTime = (chance.Next(3) == 0 ? chance.Next(200, 4000) : chance.Next(1, 60)) * Millisecond;
        _straggles = chance.Next(3) == 0 ? 0.1 : 0;
        _leaves = chance.Next(5) == 0 ? 0.03 : 0;
        StopsAfter = chance.Next(6) == 0 ? chance.Next(Manifest.BlocksPerShard) : int.MaxValue;
        // Only where all are waited for: who comes when the others have left finds no parts.
        Exchanges = chance.Next(4) == 0 && Manifest.Workers == Processes * Seats;
        IsQuiet = chance.Next(5) == 0;
        Network = IsQuiet ? new() : BadNetwork(chance);
        Faults = IsQuiet ? [] : [.. Enumerable.Range(0, chance.Next(5)).Select(_ => Fault.Draw(chance, Processes, Masters, JobTime)).OrderBy(f => f.At)];
        ClockRates = [.. Enumerable.Range(0, Processes).Select(_ => chance.Next(3) == 0 ? 0.9 + (0.2 * chance.NextDouble()) : 1)];
    }

    internal int Seed { get; }

    internal PlantedBug Bug { get; }

    internal int Masters { get; }

    internal int Processes { get; }

    internal int Seats { get; }

    internal int ParameterShards { get; }

    internal JobManifest Manifest { get; }

    /// <summary>That of one of the tables.</summary>
    internal Fold Fold { get; }

    internal OwnedDurability Durability { get; }

    internal NodeSettings Settings { get; }

    /// <summary>Nothing goes wrong, so nobody may fail.</summary>
    internal bool IsQuiet { get; }

    internal NetworkFaults Network { get; }

    internal IReadOnlyList<Fault> Faults { get; }

    internal double[] ClockRates { get; }

    // Roughly how long the job takes if nothing goes wrong.
    private long JobTime => 10 * Millisecond + (_computeTime * Manifest.BlocksPerShard);

    internal bool Has(FaultKind kind) => Faults.Any(f => f.Kind == kind);

    /// <summary>Nanoseconds that a clock's work takes.</summary>
    internal long ComputeTime(Random chance) =>
        (chance.NextDouble() < _straggles ? 20 : 1) * (_computeTime / 2 + chance.NextInt64(_computeTime));

    /// <summary>Whether the processes give one another a part each before they train.</summary>
    internal bool Exchanges { get; }

    /// <summary>After which clock a worker asks for the job's end; <see cref="int.MaxValue"/>: nobody does.</summary>
    internal int StopsAfter { get; }

    internal bool HasLeavers => _leaves > 0;

    /// <summary>Whether a worker resigns after a clock.</summary>
    internal bool Leaves(Random chance) => chance.NextDouble() < _leaves;

    public override string ToString() =>
        $"{Processes} processes × {Seats} workers, {Manifest.Policy}, {Manifest.Shards} shards × {Manifest.Epochs} epochs × {Manifest.BlocksPerEpoch} blocks, {Masters} masters, "
        + $"lease {Settings.Lease / Second} s, wait {Settings.WaitReplicas}, states every {Settings.SnapshotInterval}, owned {Durability.Clocks}, base after {Settings.UncompactedUpdatesMax}, fold {Fold}, {(IsQuiet ? "quiet" : Network)}, {(StopsAfter < int.MaxValue ? $"stops after clock {StopsAfter}, " : "")}faults: {string.Join("; ", Faults)}";

    /// <summary>Whether blocks may be discarded or skipped though the job completes; what workers own is written with every commit then.</summary>
    internal bool MayDiscard => Manifest.Policy.Create().Traits.Weights;

    /// <summary>Whether a worker may go on before its push is decided on.</summary>
    internal bool CachesLate => Manifest.Policy.ToString().Contains(",cache", StringComparison.Ordinal);

    // Pushes are summed up only where all is added.
    private static Fold DrawFold(Random chance) => chance.Next(10) switch
    {
        0 => Fold.Momentum(0.9f),
        1 => Fold.StalenessAware(),
        2 => Fold.StalenessAware(Fold.Momentum(-0.5f)),
        3 => Fold.DelayCompensated(0.04f, 0.5f),
        4 => Fold.AdaptiveDelayCompensated(2, 0.5f),
        5 => Fold.StalenessAware(Fold.AdaptiveDelayCompensated(2, 0.5f)),
        6 when chance.Next(2) == 0 => Following(chance),
        _ => Fold.Add,
    };

    private static Fold Following(Random chance) => chance.Next(4) switch
    {
        0 => Fold.AdaGrad(0.1f),
        1 => Fold.StalenessAware(Fold.CompositeAdaGrad(0.1f, 0.01f)),
        2 => Fold.CompositeFtrl(0.1f, 1, 0.01f, 0.1f),
        _ => Fold.Adam(0.01f),
    };

    private static SyncPolicy Policy(Random chance) => chance.Next(10) switch
    {
        0 => SyncPolicy.BulkSynchronous,
        1 => SyncPolicy.Asynchronous,
        2 => SyncPolicy.NaiveWait(chance.Next(100)),
        3 => SyncPolicy.ElasticBsp(chance.Next(1, 6)),
        4 => SyncPolicy.SpecSync(SpecSyncOptions.Fixed(1 + chance.Next(300), 0.3 * chance.Next(3)) with { Staleness = chance.Next(2) == 0 ? null : chance.Next(3) }),
        5 => SyncPolicy.SpecSync(chance.Next(3) switch { 0 => SpecSyncOptions.Default, 1 => SpecSyncOptions.Paper, _ => SpecSyncOptions.ReleasedCode }),
        6 => SyncPolicy.DynamicStaleness(chance.Next(3), chance.Next(4)),
        7 => KOfN(chance),
        8 => SyncPolicy.EagerStaleness(chance.Next(4)),
        _ => Bounded(chance.Next(8)),
    };

    private static SyncPolicy Bounded(int number) => number < 4 ? SyncPolicy.BoundedStaleness(number) : new QuickTuning(number - 4, 4);

    // Late pushes weigh as much as fresh ones, so that a block is in the model once or not at all.
    private static SyncPolicy KOfN(Random chance) => chance.Next(3) switch
    {
        0 => SyncPolicy.KOfN(new() { Share = 0.5, LagWeights = [1, 1, 1] }),
        1 => SyncPolicy.KOfN(new() { Share = 0.5, Late = LatePushes.Drop }),
        _ => SyncPolicy.KOfN(1 + chance.Next(3), 3, LatePushes.AbortLate),
    };

    private static NetworkFaults BadNetwork(Random chance)
    {
        double Some(double most) => chance.Next(2) == 0 ? 0 : most * chance.NextDouble();
        return new()
        {
            RequestLost = Some(0.02),
            ReplyLost = Some(0.02),
            Cut = Some(0.02),
            Doubled = Some(0.05),
            PublishLost = Some(0.5),
            Slow = Some(0.1),
            Latency = chance.Next(4) == 0 ? 2 * Millisecond : 40_000,
            ReplicaLag = chance.Next(3) == 0 ? 50 * Millisecond : 300_000,
        };
    }
}
