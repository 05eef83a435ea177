namespace ParameterStore;

/// <summary>Counts of one job. A consistent picture at the time of the call.</summary>
public sealed record JobStatistics
{
    /// <summary>Why the job ended; null while it runs.</summary>
    public StopReason? Stopped { get; init; }

    /// <summary>The version at which the job ended; null while it runs.</summary>
    public StoreVersion? StoppedAt { get; init; }

    /// <summary>Blocks whose attempt was committed.</summary>
    public long BlocksCommitted { get; init; }

    /// <summary>Blocks whose attempt was discarded by the policy.</summary>
    public long BlocksDiscarded { get; init; }

    /// <summary>Blocks skipped by an abort.</summary>
    public long BlocksSkipped { get; init; }

    /// <summary>Attempts given up.</summary>
    public long Aborts { get; init; }

    /// <summary>Releases by staleness at the release: entry i counts those that were i clocks ahead of the slowest; the last entry counts all beyond.</summary>
    public IReadOnlyList<long> StalenessHistogram { get; init; } = [];

    /// <summary>A row a seat, in seat order.</summary>
    public IReadOnlyList<SeatStatistics> Seats { get; init; } = [];
}
