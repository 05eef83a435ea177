namespace ParameterStore;

/// <summary>
/// The working copy of a shared table, beside the pulled one in a replica. Rows of the two are equal to the bit where the clock did not change
/// them, or the pulled one is marked stale.
/// </summary>
internal sealed class SharedTable(TableId id, TableSpec spec, ReplicaTable pulled) : WorkingTable(id, spec)
{
    private readonly RangeList _changed = new();
    private TableRows? _rows;

    // Zeroed by the system page by page: rows that are never pulled cost no memory.
    internal override float[] Values { get; } = new float[spec.Rows * spec.Columns];

    internal override ReadOnlySpan<RowRange> Rows => _rows is null ? [] : _rows.Ranges;

    internal override void Name(TableRows? rows) => _rows = rows;

    internal override void Refresh() => Copy(pulled.Moved.Span);

    internal override void Undo() => Copy(Rows);

    /// <summary>
    /// Adds the changed rows' deltas to a push. They are written over the pulled copy, or over the working one if the fold needs what was pulled; the
    /// pulled rows are stale from then on: committed or not, the next pull brings them again.
    /// </summary>
    internal override int Collect(Push push)
    {
        bool carriesPulled = Spec.Fold.NeedsPulled;
        float[] deltas = carriesPulled ? Values : pulled.Values;
        RowDelta.Take(Values, pulled.Values, deltas, Spec.Columns, Rows, _changed);
        if (_changed.Length == 0)
            return 0;
        foreach (RowRange range in _changed.Span)
            pulled.MarkStale(range);
        push.Add(new TablePush(Id, _changed.Memory, deltas) { Pulled = carriesPulled ? pulled.Values : default });
        return _changed.Rows;
    }

    internal override void Settle(Push push, bool isAccepted)
    {
        // What was pushed is stale already, whatever became of it.
    }

    private void Copy(ReadOnlySpan<RowRange> ranges)
    {
        foreach (RowRange range in ranges)
            pulled.Values.AsSpan(range.Start * Spec.Columns, range.Count * Spec.Columns).CopyTo(Values.AsSpan(range.Start * Spec.Columns));
    }
}
