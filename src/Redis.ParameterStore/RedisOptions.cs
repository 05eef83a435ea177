using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>How a job uses its Redis.</summary>
public sealed class RedisOptions
{
    /// <summary>Values are cut into pieces of at most this many bytes.</summary>
    internal const int ChunkBytesMax = 1 << 20;

    private const long DefaultUncompactedBytes = 64 << 20;

    /// <summary>What all keys and channels of all jobs begin with; ACL rules name it.</summary>
    public string KeyPrefix { get; set; } = "mlnet:";

    /// <summary>How many workers all processes together start with. Null: those of this process alone. Training begins once they are there.</summary>
    public int? WorkersTotal { get; set; }

    /// <summary>How long to wait for the others before training begins; then an error names who is missing. Default: 5 minutes.</summary>
    public TimeSpan GatherTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a worker waits at the gate while none of the others gets on; then an error names the slowest. Default: 30 minutes.</summary>
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long Redis may be away before training fails; until then it is asked again. Default: 1 minute.</summary>
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A process that is silent for this long is given up and its work is taken over by the others. Default: 10 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many replicas must have a push before it counts (Redis's WAIT). 0: the master alone; then a failover may lose the newest pushes, which are done again.</summary>
    public int WaitReplicas { get; set; }

    /// <summary>How updates are coded on the wire. Default: by the number of processes. Tables whose fold is not addition always travel as they are.</summary>
    public UpdateCoding Coding { get; set; } = UpdateCoding.Automatic;

    /// <summary>Into how many parts the parameters are spread. Null: one for each master.</summary>
    public int? ParameterShards { get; set; }

    /// <summary>The most bytes of updates that lie in Redis before they are folded into the base; beyond twice that, pushes wait. Null: 64 MiB.</summary>
    public long? UncompactedBytesMax { get; set; }

    /// <summary>How long the keys of a job that ended are kept, so that late processes still get its model. Default: 10 minutes.</summary>
    public TimeSpan KeepEnded { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the keys of a job that nobody takes part in any more are kept, so that it can be gone on with. Default: 1 day.</summary>
    public TimeSpan KeepAbandoned { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what is allowed.</exception>
    internal void Validate()
    {
        if (KeyPrefix is null || KeyPrefix.Length > 100 || KeyPrefix.AsSpan().IndexOfAny("{} *?[]\r\n") >= 0)
            throw new ArgumentException($"KeyPrefix is '{KeyPrefix}'; use up to 100 characters without braces, blanks and wildcards.", nameof(KeyPrefix));
        if (WorkersTotal is < 1)
            throw new ArgumentOutOfRangeException(nameof(WorkersTotal), WorkersTotal, $"WorkersTotal is {WorkersTotal}; say how many workers all processes start with, at least 1.");
        if (ParameterShards is < 1 or > 1024)
            throw new ArgumentOutOfRangeException(nameof(ParameterShards), ParameterShards, $"ParameterShards is {ParameterShards}; use 1 to 1,024, or null for one each master.");
        if (WaitReplicas is < 0 or > 16)
            throw new ArgumentOutOfRangeException(nameof(WaitReplicas), WaitReplicas, $"WaitReplicas is {WaitReplicas}; use 0 to 16.");
        if (UncompactedBytesMax is < 1 << 16)
            throw new ArgumentOutOfRangeException(nameof(UncompactedBytesMax), UncompactedBytesMax, $"UncompactedBytesMax is {UncompactedBytesMax}; use at least 65,536 bytes, or null.");
        if (!Enum.IsDefined(Coding))
            throw new ArgumentOutOfRangeException(nameof(Coding), Coding, $"Coding is {(int)Coding}; use {nameof(UpdateCoding.Automatic)}, {nameof(UpdateCoding.Float32)} or {nameof(UpdateCoding.Int8)}.");
        CheckTime(GatherTimeout, nameof(GatherTimeout));
        CheckTime(GateTimeout, nameof(GateTimeout));
        CheckTime(RedisTimeout, nameof(RedisTimeout));
        CheckTime(Lease, nameof(Lease));
        CheckTime(KeepEnded, nameof(KeepEnded));
        CheckTime(KeepAbandoned, nameof(KeepAbandoned));
        if (KeepAbandoned < 20 * Lease)
            throw new ArgumentOutOfRangeException(nameof(KeepAbandoned), KeepAbandoned, $"KeepAbandoned is {KeepAbandoned}, but keys are renewed every quarter of it: it must be at least 20 times the Lease of {Lease}.");
    }

    /// <summary>The settings of one job.</summary>
    internal NodeSettings ToSettings(SyncTraits traits, int processes) => new()
    {
        Lease = Nanoseconds(Lease),
        RedisTimeout = Nanoseconds(RedisTimeout),
        GatherTimeout = Nanoseconds(GatherTimeout),
        GateTimeout = Nanoseconds(GateTimeout),
        WaitReplicas = WaitReplicas,
        Combines = traits is { Apply: ApplyMode.OnPush },
        TellsPulls = traits.Aborts,
        Codec = Coding switch
        {
            UpdateCoding.Int8 => UpdateCodec.Int8,
            UpdateCoding.Automatic when processes > 1 && traits.Apply == ApplyMode.OnPush => UpdateCodec.Int8,
            _ => UpdateCodec.Float32,
        },
        UncompactedBytesMax = UncompactedBytesMax ?? DefaultUncompactedBytes,
        AbandonedMs = (long)KeepAbandoned.TotalMilliseconds,
        EndedMs = (long)KeepEnded.TotalMilliseconds,
    };

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    private static void CheckTime(TimeSpan time, string name)
    {
        if (time < TimeSpan.FromMilliseconds(100) || time > TimeSpan.FromDays(30))
            throw new ArgumentOutOfRangeException(name, time, $"{name} is {time}; use 100 milliseconds to 30 days.");
    }
}

