namespace ParameterStore;

/// <summary>Some rows of one table, as disjoint ascending ranges. Immutable.</summary>
public sealed class TableRows
{
    private readonly ReadOnlyMemory<RowRange> _ranges;

    private TableRows(TableId table, RangeList ranges)
    {
        Table = table;
        Count = ranges.Rows;
        _ranges = ranges.Memory;
    }

    /// <summary>The table.</summary>
    public TableId Table { get; }

    /// <summary>Disjoint, ascending, none empty, neighbours merged.</summary>
    public ReadOnlySpan<RowRange> Ranges => _ranges.Span;

    /// <summary>How many rows.</summary>
    public int Count { get; }

    internal ReadOnlyMemory<RowRange> RangesMemory => _ranges;

    /// <summary>All rows of a table that has <paramref name="rows"/>.</summary>
    public static TableRows All(TableId table, int rows) => OfRanges(table, new RowRange(0, rows));

    /// <summary>Ranges, in any order; empty ones vanish, neighbours and overlaps merge.</summary>
    /// <exception cref="ArgumentException">A range starts under 0 or ends before it starts.</exception>
    public static TableRows OfRanges(TableId table, params ReadOnlySpan<RowRange> ranges)
    {
        var list = new RangeList();
        foreach (RowRange range in ranges)
        {
            if (range.Start < 0 || range.End < range.Start)
                throw new ArgumentException($"A range of rows runs from {range.Start} to {range.End}.", nameof(ranges));
            list.Add(range);
        }
        list.Normalize();
        return new(table, list);
    }

    /// <summary>Single rows, in any order, duplicates allowed: the sparse batch's way.</summary>
    /// <exception cref="ArgumentException">A row is under 0.</exception>
    public static TableRows OfRows(TableId table, params ReadOnlySpan<int> rows)
    {
        var list = new RangeList();
        foreach (int row in rows)
        {
            if (row is < 0 or int.MaxValue)
                throw new ArgumentException($"A row has the number {row}.", nameof(rows));
            list.Add(new(row, row + 1));
        }
        list.Normalize();
        return new(table, list);
    }

    /// <summary>Ranges that are normal, without a copy: whoever made them leaves them as they are while somebody may look at the rows.</summary>
    internal static TableRows Lend(TableId table, RangeList ranges) => new(table, ranges);

    /// <summary>Whether a row is in the set. O(log ranges).</summary>
    public bool Contains(int row) => RangeList.Contains(_ranges.Span, row);
}
