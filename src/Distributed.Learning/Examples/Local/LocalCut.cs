using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>
/// Cuts a matrix whose ratings lie in several processes: they tell one another how often which key occurs, then what their values sum up to. The result
/// does not depend on the order in which a process read its ratings.
/// </summary>
internal sealed class LocalCut(LocalRatings data, DataExchange exchange, int workers, int totalWorkers, CancellationToken cancellationToken)
{
    /// <returns>The ratings, those of other processes missing, and what all processes hold out.</returns>
    internal async Task<(RatingShards Ratings, Rating[] Validation)> RunAsync()
    {
        var whole = new RatingShape(data.Users.Keys, data.Items.Keys, 1, 1, data.Seed);
        RatingCounts[] counts = Builder(whole).Count();
        string who = $"{Environment.MachineName} process {Environment.ProcessId}";
        byte[] mine = LocalPart.Encode(
            who, workers, RatingCounts.Sum([.. counts.Select(c => c.Users)]), RatingCounts.Sum([.. counts.Select(c => c.Items)]));
        var layout = new LocalLayout(await exchange.AllAsync("counts", mine, cancellationToken).ConfigureAwait(false), mine, data, totalWorkers);

        RatingShardsBuilder builder = Builder(layout.Shape);
        RatingColumns[] blocks = builder.Arrange(counts, layout.Users, layout.Items);
        double mean = await SumAsync("sums", layout.Home, builder.SumOver(blocks, b => b.Sum())).ConfigureAwait(false) / layout.Ratings;
        double around = await SumAsync("squares-around-mean", layout.Home, builder.SumOver(blocks, b => b.SquaresAround(mean))).ConfigureAwait(false);
        double squares = await SumAsync("squares", layout.Home, builder.SumOver(blocks, b => b.SquaresAround(0))).ConfigureAwait(false);
        RatingShards ratings = builder.Centered(
            blocks, layout.Users, layout.Items, RatingMoments.Of(layout.Ratings, mean, around, squares), layout.HomeShards, layout.Home);
        return (ratings, await ValidationAsync(layout.Home).ConfigureAwait(false));
    }

    private RatingShardsBuilder Builder(RatingShape shape) => new(data.Ratings, shape, data.Threads, cancellationToken);

    /// <summary>All processes' parts in the order of their homes, so that sums over them have the same bits whoever came first.</summary>
    private async ValueTask<IEnumerable<ReadOnlyMemory<byte>>> AllAsync(string name, int home, ReadOnlyMemory<byte> mine)
    {
        byte[] part = [.. BitConverter.GetBytes(home), .. mine.Span];
        IReadOnlyList<ReadOnlyMemory<byte>> all = await exchange.AllAsync(name, part, cancellationToken).ConfigureAwait(false);
        return all.OrderBy(p => BitConverter.ToInt32(p.Span)).Select(p => p[sizeof(int)..]);
    }

    private async ValueTask<double> SumAsync(string name, int home, double mine)
    {
        double sum = 0;
        foreach (ReadOnlyMemory<byte> part in await AllAsync(name, home, BitConverter.GetBytes(mine)).ConfigureAwait(false))
            sum += BitConverter.ToDouble(part.Span);
        return sum;
    }

    private async ValueTask<Rating[]> ValidationAsync(int home)
    {
        long count = data.Validation.Sum(chunk => (long)chunk.Length), bytes = count * Marshal.SizeOf<Rating>();
        if (bytes > Array.MaxLength - sizeof(int))
            throw new ArgumentException($"{count} ratings are held out, but a process can tell the others at most {Array.MaxLength / Marshal.SizeOf<Rating>()}; hold out fewer.");
        var mine = new byte[bytes];
        int at = 0;
        foreach (ReadOnlyMemory<Rating> chunk in data.Validation)
        {
            ReadOnlySpan<byte> some = MemoryMarshal.AsBytes(chunk.Span);
            some.CopyTo(mine.AsSpan(at));
            at += some.Length;
        }

        var all = new List<Rating>();
        foreach (ReadOnlyMemory<byte> part in await AllAsync("validation", home, mine).ConfigureAwait(false))
            all.AddRange(MemoryMarshal.Cast<byte, Rating>(part.Span));
        if (all.FindIndex(r => (uint)r.User >= (uint)data.Users.Keys || (uint)r.Item >= (uint)data.Items.Keys || !float.IsFinite(r.Value)) is int stray and >= 0)
            throw new InvalidDataException($"A process holds out the rating {all[stray]}, but there are {data.Users.Keys} users and {data.Items.Keys} items, and values are finite.");
        return [.. all];
    }
}
