namespace ParameterStore;

/// <summary>One table's part of a push.</summary>
/// <param name="Table">The table.</param>
/// <param name="Ranges">The rows that change: disjoint, ascending, none empty. Deltas to add for a shared table; new values for an owned one.</param>
/// <param name="Image">An image of the whole table, row-major: row r lies at r × columns. Only the rows in <paramref name="Ranges"/> are read.</param>
public readonly record struct TablePush(TableId Table, ReadOnlyMemory<RowRange> Ranges, ReadOnlyMemory<float> Image)
{
    /// <summary>
    /// What the rows in <see cref="Ranges"/> were when they were pulled, in an image as <see cref="Image"/>. Read only if the table's fold corrects for what
    /// changed since (<see cref="Fold.DelayCompensated"/>); may be empty otherwise.
    /// </summary>
    public ReadOnlyMemory<float> Pulled { get; init; }

    /// <summary>A part of a push from a set of rows.</summary>
    public TablePush(TableRows rows, ReadOnlyMemory<float> image)
        : this(rows.Table, rows.RangesMemory, image)
    {
    }
}
