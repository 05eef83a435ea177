namespace ParameterStore;

/// <summary>A replica's copy of one table.</summary>
internal sealed class ReplicaTable
{
    /// <summary>Holds no value of the row, or one that is not the store's any more.</summary>
    private const long Stale = -1;

    private readonly long[] _heldAt;

    /// <param name="spec">Which table.</param>
    /// <param name="holdsState">Whether the state that the table's fold keeps is pulled with the rows.</param>
    internal ReplicaTable(TableSpec spec, bool holdsState = false)
    {
        Spec = spec;
        // Zeroed by the system page by page: rows that are never pulled cost no memory.
        Values = new float[spec.Rows * spec.Columns];
        State = holdsState ? new float[spec.Rows * spec.StateColumns] : [];
        _heldAt = spec.NotesChanges ? new long[spec.Rows] : [];
        MarkStale(new(0, spec.Rows));
    }

    internal TableSpec Spec { get; }

    internal float[] Values { get; }

    /// <summary>The state of the rows; empty if it is not pulled, or there is none.</summary>
    internal float[] State { get; }

    /// <summary>The rows that the last pull brought, ascending.</summary>
    internal RangeList Moved { get; } = new();

    /// <summary>A working copy that pulls bring the same rows to, in the same go; only of tables that do not note changes. Null: there is none.</summary>
    internal float[]? Working { get; set; }

    /// <summary>The next pull that names these rows moves them, changed or not.</summary>
    internal void MarkStale(RowRange rows)
    {
        if (Spec.NotesChanges)
            _heldAt.AsSpan(rows.Start, rows.Count).Fill(Stale);
    }

    /// <summary>Copies those of the rows that changed after what is held; neighbours in one go. All of them, if changes are not noted.</summary>
    internal void Pull(TableImage from, ReadOnlySpan<RowRange> ranges)
    {
        if (Spec.NotesChanges)
        {
            PullChanged(from, ranges);
            return;
        }

        if (Working is null)
            RowCopy.SamePlaces(from.Values, Values, Spec.Columns, ranges);
        else
            RowCopy.SamePlaces(from.Values, Values, Working, Spec.Columns, ranges);
        if (State.Length > 0)
            RowCopy.SamePlaces(from.State, State, Spec.StateColumns, ranges);
        Moved.AddAll(ranges);
    }

    private void PullChanged(TableImage from, ReadOnlySpan<RowRange> ranges)
    {
        int columns = Spec.Columns;
        foreach (RowRange range in ranges)
        {
            ReadOnlySpan<long> changedAt = from.ChangedAt.AsSpan(0, range.End);
            Span<long> heldAt = _heldAt.AsSpan(0, range.End);
            for (int row = range.Start; row < range.End; row++)
            {
                if (changedAt[row] <= heldAt[row])
                    continue;
                int start = row;
                do
                {
                    heldAt[row] = changedAt[row];
                }
                while (++row < range.End && changedAt[row] > heldAt[row]);
                from.Values.AsSpan(start * columns, (row - start) * columns).CopyTo(Values.AsSpan(start * columns));
                if (State.Length > 0)
                    from.State.AsSpan(start * Spec.StateColumns, (row - start) * Spec.StateColumns).CopyTo(State.AsSpan(start * Spec.StateColumns));
                Moved.Add(new(start, row));
            }
        }
    }
}
