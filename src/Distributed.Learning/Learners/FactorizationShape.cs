namespace Distributed.Learning;

/// <summary>Chooses how a factorization's ratings are cut.</summary>
public static class FactorizationShape
{
    /// <summary>Example shards a worker starts with, so that a leaver's work can be spread.</summary>
    internal const int ShardsPerWorker = 4;

    /// <summary>Blocks of items that lie between two neighbouring workers in step: as many clocks may they drift apart before they meet.</summary>
    internal const int BlocksPerWorker = 4;

    /// <summary>Item rows of one block should stay in a core's second-level cache beside the ratings that stream by.</summary>
    internal const int BlockBytes = 256 << 10;

    /// <summary>More blocks than this cut users' runs of ratings too short; only many workers need more.</summary>
    internal const int BlocksMax = 64;

    /// <summary>The shape for some workers.</summary>
    /// <param name="users">Number of user ids.</param>
    /// <param name="items">Number of item ids.</param>
    /// <param name="rank">Number of factors.</param>
    /// <param name="workers">Workers, ≥ 1.</param>
    /// <param name="clocksPerEpoch">Blocks an epoch has, which is how often a worker pushes and pulls; null: chosen.</param>
    /// <param name="seed">Decides which user and item goes where.</param>
    public static RatingShape For(int users, int items, int rank, int workers, int? clocksPerEpoch, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        int shards = Math.Clamp(workers * ShardsPerWorker, 1, Math.Max(1, users));
        return new(users, items, shards, clocksPerEpoch ?? Blocks(items, rank, workers), seed);
    }

    private static int Blocks(int items, int rank, int workers)
    {
        long bytes = (long)items * (FactorLayout.Columns(rank) + FactorLayout.StateColumns) * sizeof(float);
        long fitting = Math.Min(BlocksMax, (bytes + BlockBytes - 1) / BlockBytes);
        long blocks = workers == 1 ? fitting : Math.Max(fitting, (long)workers * BlocksPerWorker);
        long even = (blocks + workers - 1) / workers * workers;
        return (int)Math.Clamp(even, 1, Math.Max(1, items));
    }
}
