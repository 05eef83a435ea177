namespace ParameterStore;

/// <summary>What a host counts besides blocks.</summary>
internal sealed class JobCounts
{
    /// <summary>Staleness is counted one by one up to here; the last entry counts all beyond.</summary>
    private const int HistogramLength = 65;

    private readonly long[] _staleness = new long[HistogramLength];

    /// <summary>Attempts given up because the policy asked.</summary>
    public long Aborts { get; set; }

    /// <summary>A worker was let through, so many clocks ahead of the slowest.</summary>
    public void Released(int staleness) => _staleness[Math.Clamp(staleness, 0, HistogramLength - 1)]++;

    /// <summary>Writes the counts.</summary>
    public void Save(StateWriter to)
    {
        to.Write(Aborts);
        foreach (long count in _staleness)
            to.Write(count);
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        Aborts = from.ReadInt64("aborts", 0);
        foreach (ref long count in _staleness.AsSpan())
            count = from.ReadInt64("releases", 0);
    }

    public JobStatistics ToStatistics(BlockLedger blocks, JobEnd end, ReadOnlySpan<SeatState> seats) => new()
    {
        Stopped = end.StoppedAt is null ? null : end.Reason,
        StoppedAt = end.StoppedAt,
        BlocksCommitted = blocks[BlockEnd.Committed],
        BlocksDiscarded = blocks[BlockEnd.Discarded],
        BlocksSkipped = blocks[BlockEnd.Skipped],
        Aborts = Aborts,
        StalenessHistogram = [.. _staleness],
        Seats = Rows(seats),
    };

    private static SeatStatistics[] Rows(ReadOnlySpan<SeatState> seats)
    {
        var rows = new SeatStatistics[seats.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = new(seats[i].Worker, seats[i].Clocks, seats[i].Waited, seats[i].Phase != SeatPhase.Left, seats[i].Examples);
        return rows;
    }
}
