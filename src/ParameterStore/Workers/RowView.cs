namespace ParameterStore;

/// <summary>
/// The working copy of one table: write in place. The whole table lies contiguous, row-major, so that row r is at r × columns; only the rows
/// that the clock named hold pulled values, and only writes to those are pushed.
/// </summary>
public readonly ref struct RowView
{
    internal RowView(Span<float> values, int columns)
    {
        Values = values;
        Columns = columns;
    }

    /// <summary>The table's values.</summary>
    public Span<float> Values { get; }

    /// <summary>Values a row.</summary>
    public int Columns { get; }

    /// <summary>One row.</summary>
    public Span<float> this[int row] => Values.Slice(row * Columns, Columns);
}
