using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>Bytes that a plan needs. What an array cannot hold is a limit, however much memory there is.</summary>
internal sealed record PlannedMemory
{
    // docs/redis.md: three times the parameters, and up to four times the updates that no base covers.
    private const int BasesMax = 3;
    private const double UncompactedBytes = 4 * (64 << 20);

    // A row's last change, which images and replicas keep.
    private const int ChangeBytes = sizeof(long);

    /// <summary>A process: its rows, the image of all shared tables, and two copies a worker.</summary>
    public required double Process { get; init; }

    /// <summary>A worker's part of a process.</summary>
    public required double Worker { get; init; }

    /// <summary>A master: its part of bases, owned rows and updates.</summary>
    public required double Master { get; init; }

    /// <summary>The most values of one table.</summary>
    public required double LargestTable { get; init; }

    internal static PlannedMemory Of(PlanInput input, UpdateWidth width)
    {
        int columns = input.IsFactorization ? FactorLayout.Columns(input.Rank) : 1;
        int all = columns + (input.IsFactorization ? FactorLayout.StateColumns : 0);
        int tables = input.IsFactorization ? 2 : 1;
        double sharedRows = input.IsFactorization ? input.Items : input.Columns, ownedRows = input.Users;
        double rowBytes = (all * sizeof(float)) + (tables * ChangeBytes);
        double perProcess = (double)input.Workers / input.Processes;
        double data = input.Costs.RatingBytes * (input.IsFactorization ? 1 : input.Columns * sizeof(float) / input.Costs.RatingBytes) * input.Rows;

        // The error that int8 carries over is kept for every value that was pushed.
        double carried = width == UpdateWidth.Int8 ? sharedRows * all * sizeof(float) : 0;
        double process = (data / (input.IsShared ? 1 : input.Processes)) + ((sharedRows + ownedRows) * rowBytes) + carried
            + (2 * rowBytes * ((perProcess * sharedRows) + (ownedRows / input.Processes)));
        return new()
        {
            Process = process,
            Worker = process / perProcess,
            Master = (((BasesMax * sharedRows) + ownedRows) * all * sizeof(float) / input.Masters) + UncompactedBytes,
            LargestTable = Math.Max(sharedRows, ownedRows) * columns,
        };
    }
}
