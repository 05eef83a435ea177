namespace Distributed.Simulation;

/// <summary>
/// How long messages take. A pull is a request and an answer, a push a message and its acknowledgement, each a latency long; all shards of the
/// store serve their equal part of it, one request after the other. The defaults give 1 % of the default clock each.
/// </summary>
public sealed record NetworkModel
{
    /// <summary>One way between a worker and the store, in nanoseconds; 0 or more.</summary>
    public long LatencyNs { get; init; } = 5_000_000;

    /// <summary>What a worker's link carries, in bytes a second, each way.</summary>
    public double WorkerBytesPerSecond { get; init; } = double.PositiveInfinity;

    /// <summary>Parameter shards of the store, 1 or more.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>What a shard of the store serves, in bytes a second. Requests queue.</summary>
    public double ShardBytesPerSecond { get; init; } = double.PositiveInfinity;

    /// <summary>What a request costs a shard beside its bytes, in nanoseconds.</summary>
    public long ShardRequestNs { get; init; }

    /// <summary>The mean delay of an event on its way to the policy, in nanoseconds; drawn from half to one and a half of it.</summary>
    public long EventDelayNs { get; init; }

    /// <summary>The mean delay of a decision on its way to a worker, in nanoseconds; drawn from half to one and a half of it.</summary>
    public long DecisionDelayNs { get; init; }

    internal void Validate()
    {
        if (LatencyNs < 0 || ShardRequestNs < 0 || EventDelayNs < 0 || DecisionDelayNs < 0)
            throw new ArgumentException("Latency, request time and delays are 0 ns or more.", nameof(LatencyNs));
        if (!(WorkerBytesPerSecond > 0) || !(ShardBytesPerSecond > 0))
            throw new ArgumentException("Bandwidths are over 0; infinity is no limit.", nameof(WorkerBytesPerSecond));
        if (Shards < 1)
            throw new ArgumentException($"Shards is {Shards}; a store has at least one.", nameof(Shards));
    }
}
