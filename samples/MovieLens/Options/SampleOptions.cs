using ParameterStore;

namespace MovieLens;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SampleOptions
{
    public string? Data { get; init; }

    public bool Download { get; init; }

    /// <summary>Several, since that is what there is to see; not more than a small data set keeps busy.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 4);

    public SyncPolicy Sync { get; init; } = SyncPolicy.BoundedStaleness(3);

    public int Rank { get; init; } = 64;

    public int Epochs { get; init; } = 50;

    public int Seed { get; init; } = 1;

    public ulong Salt { get; init; }

    public bool Compare { get; init; }

    public string? Model { get; init; }

    public bool Json { get; init; }
}
