using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What a process of a job is told when it starts, as JSON on its command line.</summary>
internal sealed record WorkerPlan
{
    public required string Connection { get; init; }

    public required string JobId { get; init; }

    public int Workers { get; init; } = 1;

    public int WorkersTotal { get; init; } = 3;

    /// <summary>In the text form of <see cref="SyncPolicy"/>.</summary>
    public string Policy { get; init; } = "ssp:2";

    public int Shards { get; init; } = 6;

    public int Epochs { get; init; } = 2;

    public int BlocksPerEpoch { get; init; } = 20;

    /// <summary>Milliseconds that a block takes, so that faults hit in the middle of a job.</summary>
    public int PaceMs { get; init; } = 10;

    public int LeaseMs { get; init; } = 1500;

    public int RedisTimeoutMs { get; init; } = 60_000;

    public int GateTimeoutMs { get; init; } = 120_000;

    /// <summary>After so many blocks a process stands by until it is told to go on, so that a job is never over before a fault has hit it.</summary>
    public int StandsByAt { get; init; } = int.MaxValue;

    public int WaitReplicas { get; init; }

    /// <summary>Plants a bug: the update of this block is made twice. −1: none.</summary>
    public int CountsTwice { get; init; } = -1;

    /// <summary>Whether it climbs a dual instead of counting.</summary>
    public bool IsDual { get; init; }

    /// <summary>The linear trainer of ML.NET that it fits instead of counting, an epoch of each process standing for a block; null: none.</summary>
    public string? Trainer { get; init; }

    internal int Blocks => Shards * Epochs * BlocksPerEpoch;

    /// <summary>The names of the job's keys, on so many masters.</summary>
    internal KeyNames Keys(int masters) => new(new RedisOptions().KeyPrefix, JobId, 0, HashSlots.Spread(JobId, 0, masters));
}
