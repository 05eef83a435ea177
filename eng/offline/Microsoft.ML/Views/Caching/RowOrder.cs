namespace Microsoft.ML.Data;

/// <summary>The order in which the cursors of one request see the rows: as they are, or one permutation.</summary>
internal sealed class RowOrder(Random random)
{
    private readonly Lock _lock = new();
    private int[] _permutation;

    /// <summary>The permutation of so many rows, or null for the rows' own order.</summary>
    public int[] Of(int rows)
    {
        if (random == null)
            return null;
        lock (_lock)
            return _permutation ??= Draw(rows);
    }

    private int[] Draw(int rows)
    {
        int[] permutation = [.. Enumerable.Range(0, rows)];
        for (int i = 0; i < rows; i++)
        {
            int other = i + random.Next(rows - i);
            (permutation[i], permutation[other]) = (permutation[other], permutation[i]);
        }
        return permutation;
    }
}
