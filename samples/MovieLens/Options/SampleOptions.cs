using ParameterStore;

namespace MovieLens;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SampleOptions
{
    public string? Data { get; init; }

    public bool Download { get; init; }

    /// <summary>Of each process. Several, since that is what there is to see; not more than a small data set keeps busy.</summary>
    public int Workers { get; init; } = new JobSettings().Workers;

    public SyncPolicy Sync { get; init; } = SyncPolicy.BoundedStaleness(3);

    /// <summary>Pushes an epoch; null: chosen.</summary>
    public int? Clocks { get; init; }

    /// <summary>Where the processes of a job meet, as StackExchange.Redis writes it; null: the job is this process alone.</summary>
    public string? Redis { get; init; }

    /// <summary>The job's name, the same in all its processes.</summary>
    public string? Job { get; init; }

    /// <summary>Workers of all processes together; null: of this process alone.</summary>
    public int? WorkersTotal { get; init; }

    /// <summary>How many processes to start on this machine.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Which of the processes that a launcher started this is, from 0; null: the user started it.</summary>
    public int? Launched { get; init; }

    public int Rank { get; init; } = 64;

    public int Epochs { get; init; } = 50;

    public int Seed { get; init; } = 1;

    public ulong Salt { get; init; }

    public bool Compare { get; init; }

    public string? Model { get; init; }

    public bool Json { get; init; }

    /// <summary>Where the event log of the training goes; null: nowhere.</summary>
    public string? EventLog { get; init; }

    /// <summary>Where the job's Redis is, without what may be secret.</summary>
    public string? RedisEndpoints => JobSettings.EndpointsOf(Redis);
}
