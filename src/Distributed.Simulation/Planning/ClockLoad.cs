using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>What one worker does and moves in a clock.</summary>
internal sealed record ClockLoad
{
    /// <summary>Shared rows of a clock up to these bytes stay in a core's cache beside what streams by.</summary>
    internal const double CacheBytes = 1 << 20;

    // Where a range of rows lies in its table.
    private const int PlaceBytes = 2;

    /// <summary>Clocks of a worker in an epoch.</summary>
    public required int Clocks { get; init; }

    /// <summary>Rows of the data of a clock.</summary>
    public required double Rows { get; init; }

    /// <summary>Shared rows that they change.</summary>
    public required double TouchedRows { get; init; }

    /// <summary>Values of a push.</summary>
    public required double Values { get; init; }

    /// <summary>Bytes of a push.</summary>
    public required double PushBytes { get; init; }

    /// <summary>Bytes of a pull: a worker's part of what its process reads, which is all that the other processes push.</summary>
    public required double PullBytes { get; init; }

    /// <summary>Whether the shared rows stay in a cache.</summary>
    public required bool IsCached { get; init; }

    /// <summary>Processor time of a worker for its updates, in nanoseconds.</summary>
    public required double UpdateNs { get; init; }

    /// <summary>Processor time of a worker for coding its own update and for folding its part of the others', in nanoseconds.</summary>
    public required double CodecNs { get; init; }

    /// <summary>All processor time of a worker, in nanoseconds.</summary>
    internal double ComputeNs => UpdateNs + CodecNs;

    internal static ClockLoad Of(PlanInput input, UpdateWidth width, int clocks)
    {
        UnitCosts costs = input.Costs;
        double rows = (double)input.Rows / input.Workers / clocks;
        (double touched, double values, double bytes) = Update(input, width, rows, clocks);
        bool isCached = !input.IsFactorization || touched * FactorLayout.Columns(input.Rank) * sizeof(float) <= CacheBytes;
        double rowNs = input.IsFactorization
            ? costs.RatingNs + (input.Rank * (isCached ? costs.FactorNs : costs.FactorInMemoryNs))
            : input.Columns * costs.DenseValueNs;
        int others = input.Processes - 1;
        (double encodeNs, double foldNs) = width == UpdateWidth.Float32 ? (costs.EncodeFloat32Ns, costs.FoldFloat32Ns) : (costs.EncodeInt8Ns, costs.FoldInt8Ns);
        return new()
        {
            Clocks = clocks,
            Rows = rows,
            TouchedRows = touched,
            Values = values,
            PushBytes = bytes,
            PullBytes = others * bytes,
            IsCached = isCached,
            UpdateNs = rows * rowNs,
            CodecNs = costs.ClockNs + (values * (encodeNs + (others * foldNs))),
        };
    }

    // A clock has one block of the items; of its m items n ratings touch m(1 − e^(−n/m)), if all items are equally frequent: the most there can be.
    private static (double Touched, double Values, double Bytes) Update(PlanInput input, UpdateWidth width, double rows, int clocks)
    {
        if (!input.IsFactorization)
            return (1, input.Columns, width == UpdateWidth.Float32 ? input.Columns * (double)sizeof(float) : input.Columns + sizeof(float));
        double block = (double)input.Items / clocks;
        double each = rows / block;
        double touched = Math.Min(rows, each < 1e-6 ? rows : block * (1 - Math.Exp(-each)));
        int columns = FactorLayout.Columns(input.Rank);
        const int State = FactorLayout.StateColumns;
        double rowBytes = (width == UpdateWidth.Float32 ? columns * sizeof(float) : columns + sizeof(float)) + (State * sizeof(float)) + PlaceBytes;
        return (touched, touched * (columns + State), touched * rowBytes);
    }
}
