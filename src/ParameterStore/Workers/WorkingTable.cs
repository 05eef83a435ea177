namespace ParameterStore;

/// <summary>A worker's own copy of one table, to change in place. Images of whole tables; only some rows hold values.</summary>
internal abstract class WorkingTable(TableId id, TableSpec spec)
{
    internal TableId Id { get; } = id;

    internal TableSpec Spec { get; } = spec;

    /// <summary>Row-major: row r lies at r × columns.</summary>
    internal abstract float[] Values { get; }

    /// <summary>The rows that the current clock may read and change: ascending, disjoint.</summary>
    internal abstract ReadOnlySpan<RowRange> Rows { get; }

    internal bool Has(int row) => RangeList.Contains(Rows, row);

    /// <summary>Names the clock's rows; null for none.</summary>
    internal abstract void Name(TableRows? rows);

    /// <summary>Takes over what the last pull moved.</summary>
    internal abstract void Refresh();

    /// <summary>Adds what the clock changed to its push.</summary>
    /// <returns>How many rows.</returns>
    internal abstract int Collect(Push push);

    /// <summary>The push was accepted, or refused for good.</summary>
    internal abstract void Settle(Push push, bool isAccepted);

    /// <summary>Takes back what the clock changed.</summary>
    internal abstract void Undo();
}
