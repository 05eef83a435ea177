namespace Distributed.Learning;

/// <summary>Of every row of one axis, the rows of the other axis that it is observed with; ascending. 4 bytes an observation.</summary>
internal sealed class Incidence
{
    private readonly int[] _starts, _others;

    private Incidence(int[] starts, int[] others)
    {
        _starts = starts;
        _others = others;
    }

    /// <summary>How many rows.</summary>
    internal int Rows => _starts.Length - 1;

    /// <summary>What a row is observed with.</summary>
    internal ReadOnlySpan<int> Of(int row) => _others.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>The items of every user.</summary>
    /// <exception cref="OverflowException">There are 2³¹ ratings or more.</exception>
    internal static Incidence ByUser(RatingShards ratings)
    {
        var starts = new int[ratings.Users + 1];
        ForEachRun(ratings, (user, items) => starts[user + 1] += items.Length);
        Accumulate(starts);
        var others = new int[starts[^1]];
        int[] next = [.. starts];
        // Blocks come in the order of their item rows, so that a user's items do.
        ForEachRun(ratings, (user, items) =>
        {
            items.CopyTo(others.AsSpan(next[user]));
            next[user] += items.Length;
        });
        return new(starts, others);
    }

    /// <summary>The same, from the other axis.</summary>
    /// <param name="otherRows">How many rows the other axis has.</param>
    internal Incidence Transpose(int otherRows)
    {
        var starts = new int[otherRows + 1];
        foreach (int other in _others)
            starts[other + 1]++;
        Accumulate(starts);
        var rows = new int[_others.Length];
        int[] next = [.. starts];
        for (int row = 0; row < Rows; row++)
            foreach (int other in Of(row))
                rows[next[other]++] = row;
        return new(starts, rows);
    }

    /// <summary>Cuts the rows into neighbouring parts of about equally many observations.</summary>
    /// <returns>Of every part its first row, and last the number of rows.</returns>
    internal int[] Cut(int parts)
    {
        var firstRows = new int[parts + 1];
        for (int part = 1; part < parts; part++)
        {
            int found = Array.BinarySearch(_starts, (int)((long)_starts[^1] * part / parts));
            firstRows[part] = Math.Max(firstRows[part - 1], Math.Min(Rows, found < 0 ? ~found : found));
        }
        firstRows[parts] = Rows;
        return firstRows;
    }

    private delegate void Visit(int user, ReadOnlySpan<int> items);

    private static void ForEachRun(RatingShards ratings, Visit visit)
    {
        for (int block = 0; block < ratings.Blocks; block++)
        {
            for (int shard = 0; shard < ratings.Shards; shard++)
            {
                RatingBlock runs = ratings.Block(shard, block);
                for (int run = 0; run < runs.Runs; run++)
                    visit(runs.Users[run], runs.Items[runs.Starts[run]..runs.Starts[run + 1]]);
            }
        }
    }

    private static void Accumulate(int[] counts)
    {
        for (int i = 1; i < counts.Length; i++)
            counts[i] = checked(counts[i] + counts[i - 1]);
    }
}
