using ParameterStore;

namespace Samples;

/// <summary>What every sample's command line has: who trains together and how, and what is shown and kept.</summary>
internal abstract record SampleSettings
{
    public int Seed { get; init; } = 1;

    public bool Compare { get; init; }

    public string? Model { get; init; }

    public bool Json { get; init; }

    /// <summary>Of each process. Several, since that is what there is to see; not more than a small data set keeps busy.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 4);

    public SyncPolicy Sync { get; init; } = SyncPolicy.BoundedStaleness(3);

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

    /// <summary>Where the job's Redis is, without what may be secret.</summary>
    public string? RedisEndpoints =>
        Redis is null ? null : string.Join(',', Redis.Split(',', StringSplitOptions.TrimEntries).Where(part => !part.Contains('=')));
}
