namespace Distributed.Learning;

/// <summary>Chooses how a factorization's ratings are cut.</summary>
public static class FactorizationShape
{
    /// <summary>Example shards that a worker starts with where there are ratings enough, so that a leaver's work can be spread.</summary>
    internal const int ShardsPerWorker = 4;

    /// <summary>Blocks of items that lie between two neighbouring workers in step: as many clocks may they drift apart before they meet.</summary>
    internal const int BlocksPerWorker = 4;

    /// <summary>Item rows of one block should stay in a core's second-level cache beside the ratings that stream by.</summary>
    internal const int BlockBytes = 256 << 10;

    /// <summary>More blocks than this cut users' runs of ratings too short; only many workers need more.</summary>
    internal const int BlocksMax = 64;

    /// <summary>Ratings of a worker's clock below which pulling and pushing would take longer than the updates.</summary>
    internal const int RatingsPerClock = 2048;

    /// <summary>The same where a push is a trip over a network, which takes a millisecond rather than microseconds.</summary>
    internal const int RatingsPerNetworkClock = 65_536;

    /// <summary>
    /// Epochs between two writes of users' rows to a store over a network: only a process that takes over for a dead one reads them, and users' rows that
    /// are a few epochs old are soon where they were.
    /// </summary>
    public const int EpochsPerNetworkWrite = 4;

    /// <summary>
    /// Blocks of items a worker where a push is a trip over a network: measured with two processes on 1M and 10M ratings, 2 to 4 clocks an epoch gave most
    /// updates a second.
    /// </summary>
    internal const int BlocksPerNetworkWorker = 2;

    /// <summary>Ratings below which another worker costs more than it brings.</summary>
    internal const int RatingsPerWorker = 16_384;

    /// <summary>The workers that some ratings keep busy: at least 1, at most <paramref name="most"/>.</summary>
    public static int WorkersFor(long ratings, int most) => (int)Math.Clamp(ratings / RatingsPerWorker, 1, Math.Max(1, most));

    /// <summary>The shape for some workers.</summary>
    /// <param name="ratings">Number of ratings.</param>
    /// <param name="users">Number of user ids.</param>
    /// <param name="items">Number of item ids.</param>
    /// <param name="rank">Number of factors.</param>
    /// <param name="workers">Workers, ≥ 1.</param>
    /// <param name="clocksPerEpoch">Blocks an epoch has, which is how often a worker pushes and pulls; null: chosen.</param>
    /// <param name="seed">Decides which user and item goes where.</param>
    /// <param name="pushesOverNetwork">Whether a push is a trip over a network, so that clocks had better be longer. No influence if their number is given.</param>
    public static RatingShape For(
        long ratings, int users, int items, int rank, int workers, int? clocksPerEpoch, ulong seed, bool pushesOverNetwork = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        int shards = (int)Math.Clamp((long)workers * ShardsEach(ratings, workers), 1, Math.Max(1, users));
        return new(users, items, shards, clocksPerEpoch ?? Blocks(ratings, items, rank, workers, pushesOverNetwork), seed);
    }

    /// <summary>Example shards that each of some workers starts with.</summary>
    internal static int ShardsEach(long ratings, int workers) => (int)Math.Clamp(ratings / workers / RatingsPerClock, 1, ShardsPerWorker);

    private static int Blocks(long ratings, int items, int rank, int workers, bool pushesOverNetwork)
    {
        long bytes = (long)items * (FactorLayout.Columns(rank) + FactorLayout.StateColumns) * sizeof(float);
        long fitting = Math.Min(BlocksMax, (bytes + BlockBytes - 1) / BlockBytes);
        long apart = workers == 1 ? 1 : (long)workers * BlocksPerWorker;

        // Fewer blocks than workers would have two of them at the same items all the time.
        long busy = Math.Max(workers, ratings / workers / (pushesOverNetwork ? RatingsPerNetworkClock : RatingsPerClock));
        long blocks = Math.Min(pushesOverNetwork ? (long)workers * BlocksPerNetworkWorker : Math.Max(fitting, apart), busy);
        long even = (blocks + workers - 1) / workers * workers;
        return (int)Math.Clamp(even, 1, Math.Max(1, items));
    }
}
