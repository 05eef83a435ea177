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
        (int First, int End)[] groups = Groups();
        RatingCounts[] counts = Count(groups);
        int[] itemCounts = RatingCounts.Sum([.. counts.Select(c => c.Items)]), userCounts = RatingCounts.Sum([.. counts.Select(c => c.Users)]);
        RowIndex users = RowIndex.Balance(userCounts, shape.Shards, Mix.Stream(shape.Seed, UserStream));
        RowIndex items = RowIndex.Balance(itemCounts, shape.Blocks, Mix.Stream(shape.Seed, ItemStream));

        using var buckets = new ItemBuckets(users, items, itemCounts);
        ItemBuckets.Writer[] writers = buckets.Writers([.. counts.Select(c => c.Items)]);
        ForEachChunk(groups, (group, ratings) => writers[group].Add(ratings.Span));
        RatingColumns[] blocks = Arrange(buckets, users);
        return Centered(blocks, users, items);
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

    private RatingColumns[] Arrange(ItemBuckets buckets, RowIndex users)
    {
        var blocks = new RatingColumns[shape.Blocks];
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

    private RatingShards Centered(RatingColumns[] blocks, RowIndex users, RowIndex items)
    {
        double mean = MeanOver(blocks, b => b.Sum());
        double spread = Math.Sqrt(MeanOver(blocks, b => b.SquaresAround(mean)));
        if (shape.Center)
            Parallel.For(0, blocks.Length, _parallel, block => blocks[block].Subtract(mean));
        double deviation = shape.Center ? spread : Math.Sqrt(MeanOver(blocks, b => b.SquaresAround(0)));
        return new(blocks, users, items)
        {
            Mean = shape.Center ? mean : 0,
            Deviation = deviation > 0 ? deviation : 1,
            SpreadShare = deviation > 0 ? spread / deviation : 1,
        };
    }

    /// <summary>A sum over all ratings by their number; in one order whatever the threads, so that it has the same bits.</summary>
    private double MeanOver(RatingColumns[] blocks, Func<RatingColumns, double> sumOf)
    {
        var sums = new double[blocks.Length];
        Parallel.For(0, blocks.Length, _parallel, block => sums[block] = sumOf(blocks[block]));
        long count = blocks.Sum(b => (long)b.Values.Length);
        return count == 0 ? 0 : sums.Sum() / count;
    }
}
