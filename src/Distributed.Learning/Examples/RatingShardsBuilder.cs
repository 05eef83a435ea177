namespace Distributed.Learning;

/// <summary>
/// Cuts ratings without comparing any: counts, spreads users and items, drops the ratings into buckets by item, and takes them out block
/// by block into runs by user, which thereby have their items ascending.
/// </summary>
internal sealed class RatingShardsBuilder(
    IReadOnlyList<ReadOnlyMemory<Rating>> chunks, RatingShape shape, int threads, CancellationToken cancellationToken)
{
    private const ulong UserStream = 1, ItemStream = 2;

    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    internal RatingShards Build()
    {
        RatingCounts[] counts = Count();
        RowIndex users = UsersOf(RatingCounts.Sum([.. counts.Select(c => c.Users)]), shape.Shards, shape.Seed);
        RowIndex items = ItemsOf(RatingCounts.Sum([.. counts.Select(c => c.Items)]), shape.Blocks, shape.Seed);
        RatingColumns[] blocks = Arrange(counts, users, items);
        return Centered(blocks, users, items, Moments(blocks));
    }

    /// <summary>Where users stand.</summary>
    internal static RowIndex UsersOf(ReadOnlySpan<int> counts, int shards, ulong seed) => RowIndex.Balance(counts, shards, Mix.Stream(seed, UserStream));

    /// <summary>Where items stand.</summary>
    internal static RowIndex ItemsOf(ReadOnlySpan<int> counts, int blocks, ulong seed) => RowIndex.Balance(counts, blocks, Mix.Stream(seed, ItemStream));

    /// <summary>Counts the ratings, in groups of chunks.</summary>
    internal RatingCounts[] Count() => Count(Groups());

    /// <summary>Arranges the ratings into blocks.</summary>
    /// <param name="counts">Of <see cref="Count()"/>.</param>
    /// <param name="users">Where users stand; all that are counted have a row, and others may.</param>
    /// <param name="items">Where items stand, likewise.</param>
    internal RatingColumns[] Arrange(RatingCounts[] counts, RowIndex users, RowIndex items)
    {
        using var buckets = new ItemBuckets(users, items, RatingCounts.Sum([.. counts.Select(c => c.Items)]));
        ItemBuckets.Writer[] writers = buckets.Writers([.. counts.Select(c => c.Items)]);
        ForEachChunk(Groups(), (group, ratings) => writers[group].Add(ratings.Span));
        return Arrange(buckets, users, items.FirstRows.Length - 1);
    }

    /// <summary>
    /// Neighbouring chunks, one group a thread. Fewer, if their counts, one an id and group, took more memory than one byte a rating.
    /// </summary>
    private (int First, int End)[] Groups()
    {
        long ratings = chunks.Sum(c => (long)c.Length), ids = (long)shape.Users + shape.Items;
        int groups = (int)Math.Clamp(ratings / Math.Max(1, sizeof(int) * ids), 1, Math.Min(threads, Math.Max(1, chunks.Count)));
        return [.. Enumerable.Range(0, groups).Select(g => ((int)((long)chunks.Count * g / groups), (int)((long)chunks.Count * (g + 1) / groups)))];
    }

    private RatingCounts[] Count((int First, int End)[] groups)
    {
        RatingCounts[] counts = [.. groups.Select(_ => new RatingCounts(shape.Users, shape.Items))];
        ForEachChunk(groups, (group, ratings) => counts[group].Add(ratings.Span));
        if (counts.Select(c => c.Stray).FirstOrDefault(r => r is not null) is { } stray)
        {
            throw new ArgumentException(
                $"A rating's user is {stray.User} and its item is {stray.Item}, but the shape has ids under {shape.Users} and {shape.Items}.", nameof(chunks));
        }
        return counts;
    }

    private void ForEachChunk((int First, int End)[] groups, Action<int, ReadOnlyMemory<Rating>> body) =>
        Parallel.For(0, groups.Length, _parallel, group =>
        {
            for (int chunk = groups[group].First; chunk < groups[group].End; chunk++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(group, chunks[chunk]);
            }
        });

    private RatingColumns[] Arrange(ItemBuckets buckets, RowIndex users, int count)
    {
        var blocks = new RatingColumns[count];
        Parallel.For(
            0,
            blocks.Length,
            _parallel,
            () => new UserRuns(users),
            (block, _, runs) =>
            {
                blocks[block] = runs.Take(buckets, block);
                return runs;
            },
            _ => { });
        return blocks;
    }

    /// <summary>Subtracts the mean, if the shape says so.</summary>
    internal RatingShards Centered(
        RatingColumns[] blocks, RowIndex users, RowIndex items, RatingMoments moments, IReadOnlyList<int>? homeShards = null, int home = 0)
    {
        if (shape.Center)
            Parallel.For(0, blocks.Length, _parallel, block => blocks[block].Subtract(moments.Mean));
        double spread = moments.Spread, deviation = shape.Center ? spread : moments.Size;
        return new(blocks, users, items)
        {
            Count = moments.Count,
            HomeShards = homeShards ?? [],
            Home = home,
            Mean = shape.Center ? moments.Mean : 0,
            Deviation = deviation > 0 ? deviation : 1,
            SpreadShare = deviation > 0 ? spread / deviation : 1,
        };
    }

    /// <summary>A sum over all ratings; in one order whatever the threads, so that it has the same bits.</summary>
    internal double SumOver(RatingColumns[] blocks, Func<RatingColumns, double> sumOf)
    {
        var sums = new double[blocks.Length];
        Parallel.For(0, blocks.Length, _parallel, block => sums[block] = sumOf(blocks[block]));
        return sums.Sum();
    }

    private RatingMoments Moments(RatingColumns[] blocks)
    {
        long count = blocks.Sum(b => (long)b.Values.Length);
        double mean = SumOver(blocks, b => b.Sum()) / Math.Max(1, count);
        return RatingMoments.Of(count, mean, SumOver(blocks, b => b.SquaresAround(mean)), shape.Center ? 0 : SumOver(blocks, b => b.SquaresAround(0)));
    }
}
