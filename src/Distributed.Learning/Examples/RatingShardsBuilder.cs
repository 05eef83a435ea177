namespace Distributed.Learning;

/// <summary>Cuts ratings: counts, spreads users and items, scatters the ratings to their users, sorts each user's, arranges them by block.</summary>
internal sealed class RatingShardsBuilder(
    IReadOnlyList<ReadOnlyMemory<Rating>> chunks, RatingShape shape, int threads, CancellationToken cancellationToken)
{
    private const ulong UserStream = 1, ItemStream = 2;

    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    internal RatingShards Build()
    {
        var userCounts = new int[shape.Users];
        var itemCounts = new int[shape.Items];
        Parallel.Invoke(
            _parallel,
            () => Count(userCounts, static r => r.User, "user"),
            () => Count(itemCounts, static r => r.Item, "item"));
        RowIndex users = RowIndex.Balance(userCounts, shape.Shards, Mix.Stream(shape.Seed, UserStream));
        RowIndex items = RowIndex.Balance(itemCounts, shape.Blocks, Mix.Stream(shape.Seed, ItemStream));
        UserRatings[] byUser = Scatter(users, items, userCounts);
        var shards = new RatingShard[shape.Shards];
        Parallel.For(0, shape.Shards, _parallel, shard =>
        {
            byUser[shard].Sort();
            shards[shard] = byUser[shard].ByBlock(items.FirstRows);
            byUser[shard] = null!;
        });
        double mean = MeanOver(shards, s => s.Sum());
        double deviation = Math.Sqrt(MeanOver(shards, s => s.SquaresAround(mean)));
        if (shape.Center)
            Parallel.For(0, shards.Length, _parallel, shard => shards[shard].Subtract(mean));
        return new(shards, users, items) { Mean = shape.Center ? mean : 0, Deviation = deviation > 0 ? deviation : 1 };
    }

    private void Count(int[] counts, Func<Rating, int> idOf, string what)
    {
        foreach (ReadOnlyMemory<Rating> chunk in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Rating rating in chunk.Span)
            {
                int id = idOf(rating);
                if ((uint)id >= (uint)counts.Length)
                    throw new ArgumentException($"A rating's {what} is {id}, but the shape has {what} ids from 0 to {counts.Length - 1}.", nameof(chunks));
                counts[id]++;
            }
        }
    }

    /// <summary>Every thread reads all ratings and keeps those of its own example shards: no two write to one array.</summary>
    private UserRatings[] Scatter(RowIndex users, RowIndex items, int[] userCounts)
    {
        var shards = new UserRatings[shape.Shards];
        for (int shard = 0; shard < shards.Length; shard++)
            shards[shard] = new(users, shard, userCounts);
        int groups = Math.Min(threads, shape.Shards);
        Parallel.For(0, groups, _parallel, group =>
        {
            int first = (int)((long)group * shards.Length / groups), end = (int)((long)(group + 1) * shards.Length / groups);
            var mine = new RatingScatter(users, items, shards, first, end);
            foreach (ReadOnlyMemory<Rating> chunk in chunks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                mine.Add(chunk.Span);
            }
        });
        return shards;
    }

    /// <summary>A sum over all ratings by their number; in one fixed order whatever the threads, so that it has the same bits.</summary>
    private double MeanOver(RatingShard[] shards, Func<RatingShard, double> sumOf)
    {
        var sums = new double[shards.Length];
        Parallel.For(0, shards.Length, _parallel, shard => sums[shard] = sumOf(shards[shard]));
        long count = shards.Sum(s => (long)s.Values.Length);
        return count == 0 ? 0 : sums.Sum() / count;
    }
}
