namespace Redis.ParameterStore;

/// <summary>What the procedures need of <see cref="RedisOptions"/>, in the units that they count in.</summary>
internal sealed record NodeSettings
{
    private const long Second = 1_000_000_000;

    /// <summary>Most bytes of updates that are fetched in one go.</summary>
    internal const long FetchBytesMax = 8 << 20;

    /// <summary>Most bytes of records that one append returns.</summary>
    internal const int ReadBytesMax = 256 << 10;

    /// <summary>Nanoseconds after which a silent process is given up.</summary>
    internal long Lease { get; init; } = 10 * Second;

    /// <summary>Nanoseconds for which Redis may be away.</summary>
    internal long RedisTimeout { get; init; } = 60 * Second;

    /// <summary>Nanoseconds to wait for the workers that the job starts with.</summary>
    internal long GatherTimeout { get; init; } = 300 * Second;

    /// <summary>Nanoseconds to wait at the gate.</summary>
    internal long GateTimeout { get; init; } = 1800 * Second;

    /// <summary>Nanoseconds that garbage lies before it is unlinked: longer than a replica that may take over lags.</summary>
    internal long GarbageKept { get => field > 0 ? field : Lease / 4; init; }

    /// <summary>Nanoseconds that a reader waits for an update's blob to come back.</summary>
    internal long MissingTimeout { get => field > 0 ? field : 2 * Lease; init; }

    /// <summary>Replicas that must have a push.</summary>
    internal int WaitReplicas { get; init; }

    /// <summary>How the shared part of updates is coded.</summary>
    internal UpdateCodec Codec { get; init; }

    /// <summary>Whether queued pushes of a process are summed up.</summary>
    internal bool Combines { get; init; }

    /// <summary>Whether the policy acts on what attempts have pulled, so that it must be told at once.</summary>
    internal bool TellsPulls { get; init; }

    /// <summary>Bytes of updates beyond which they are folded into a base.</summary>
    internal long UncompactedBytesMax { get; init; } = 64 << 20;

    /// <summary>Updates beyond which they are folded into a base.</summary>
    internal int UncompactedUpdatesMax { get; init; } = 2048;

    /// <summary>Bytes of own updates that are kept to be staged again should a server lose them.</summary>
    internal long KeptBytesMax { get; init; } = 64 << 20;

    /// <summary>Milliseconds that blobs live unless renewed.</summary>
    internal long AbandonedMs { get; init; } = 24 * 3600 * 1000;

    /// <summary>Milliseconds that the keys live after the job's end.</summary>
    internal long EndedMs { get; init; } = 600 * 1000;

    /// <summary>Records between two saved states; equal in all processes.</summary>
    internal int SnapshotInterval { get; init; } = JobReplica.SnapshotInterval;

    /// <summary>Records that stay in the log behind a snapshot.</summary>
    internal long RecordsKept { get; init; } = 2048;
}
