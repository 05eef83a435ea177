namespace ParameterStore;

/// <summary>Some rows of one table, as disjoint ascending ranges.</summary>
public sealed class TableRows
{
    private readonly RowRange[] _ranges;

    private TableRows(TableId table, RowRange[] ranges)
    {
        Table = table;
        _ranges = ranges;
        Count = ranges.Sum(r => r.Count);
    }

    /// <summary>The table.</summary>
    public TableId Table { get; }

    /// <summary>Disjoint, ascending, none empty, neighbours merged.</summary>
    public ReadOnlySpan<RowRange> Ranges => _ranges;

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>All rows of a table that has <paramref name="rows"/>.</summary>
    public static TableRows All(TableId table, int rows) => OfRanges(table, new RowRange(0, rows));

    /// <summary>Ranges, in any order; empty ones vanish, neighbours and overlaps merge.</summary>
    /// <exception cref="ArgumentException">A range starts under 0 or ends before it starts.</exception>
    public static TableRows OfRanges(TableId table, params ReadOnlySpan<RowRange> ranges)
    {
        RowRange[] sorted = ranges.ToArray();
        foreach (RowRange range in sorted)
            if (range.Start < 0 || range.End < range.Start)
                throw new ArgumentException($"A range of rows runs from {range.Start} to {range.End}.", nameof(ranges));
        Array.Sort(sorted, static (a, b) => a.Start.CompareTo(b.Start));
        var merged = new List<RowRange>(sorted.Length);
        foreach (RowRange range in sorted.Where(r => r.Count > 0))
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, range.End) };
            else
                merged.Add(range);
        }
        return new(table, [.. merged]);
    }

    /// <summary>Single rows, in any order, duplicates allowed: the sparse batch's way.</summary>
    public static TableRows OfRows(TableId table, ReadOnlySpan<int> rows)
    {
        var ranges = new RowRange[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            ranges[i] = new(rows[i], rows[i] + 1);
        return OfRanges(table, ranges);
    }

    /// <summary>Whether a row is in the set. O(log ranges).</summary>
    public bool Contains(int row)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (row < _ranges[middle].Start)
                high = middle - 1;
            else if (row >= _ranges[middle].End)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
