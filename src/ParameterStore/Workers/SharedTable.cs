namespace ParameterStore;

/// <summary>
/// The working copy of a shared table, beside the pulled one in a replica. Rows of the two are equal to the bit where the clock did not change
/// them, or the pulled one is marked stale, or every pull moves them (rows of single values, whose changes nobody notes).
/// </summary>
internal sealed class SharedTable : WorkingTable
{
    private readonly RangeList _changed = new();
    private readonly ReplicaTable _pulled;
    private TableRows? _rows;

    internal SharedTable(TableId id, TableSpec spec, ReplicaTable pulled)
        : base(id, spec)
    {
        _pulled = pulled;

        // Zeroed by the system page by page: rows that are never pulled cost no memory.
        Values = new float[spec.Rows * spec.Columns];
        if (!spec.NotesChanges)
            pulled.Working = Values;
    }

    internal override float[] Values { get; }

    internal override ReadOnlySpan<RowRange> Rows => _rows is null ? [] : _rows.Ranges;

    internal override void Name(TableRows? rows) => _rows = rows;

    internal override void Refresh()
    {
        if (_pulled.Working is null)
            Copy(_pulled.Moved.Span);
    }

    internal override void Undo() => Copy(Rows);

    /// <summary>
    /// Adds the changed rows' deltas to a push. They are written over the pulled copy, or over the working one if the fold needs what was pulled; the
    /// pulled rows are stale from then on: committed or not, the next pull brings them again.
    /// </summary>
    internal override int Collect(Push push)
    {
        bool carriesPulled = Spec.Fold.NeedsPulled;
        float[] deltas = carriesPulled ? Values : _pulled.Values;
        RowDelta.Take(Values, _pulled.Values, deltas, Spec.Columns, Rows, _changed);
        if (_changed.Length == 0)
            return 0;
        if (Spec.NotesChanges)
            foreach (RowRange range in _changed.Span)
                _pulled.MarkStale(range);
        push.Add(new TablePush(Id, _changed.Memory, deltas) { Pulled = carriesPulled ? _pulled.Values : default });
        return _changed.Rows;
    }

    internal override void Settle(Push push, bool isAccepted)
    {
        // What was pushed is stale already, whatever became of it.
    }

    private void Copy(ReadOnlySpan<RowRange> ranges) => RowCopy.SamePlaces(_pulled.Values, Values, Spec.Columns, ranges);
}
