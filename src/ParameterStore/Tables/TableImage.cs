namespace ParameterStore;

/// <summary>A store's values of one table, the state that its fold keeps and, per row, the number of the change that touched it last; 0 for none.</summary>
internal sealed class TableImage
{
    private FoldBuffer? _buffer;

    internal TableImage(TableSpec spec)
        : this(spec, GC.AllocateUninitializedArray<float>(spec.Rows * spec.Columns)) =>
        spec.Initial.Fill(0, spec.Columns, Values);

    internal TableImage(TableSpec spec, float[] values)
        : this(spec, values, spec.StateColumns == 0 ? [] : new float[spec.Rows * spec.StateColumns])
    {
    }

    internal TableImage(TableSpec spec, float[] values, float[] state)
    {
        Spec = spec;
        Values = values;
        State = state;
        ChangedAt = spec.NotesChanges ? new long[spec.Rows] : [];
    }

    internal TableSpec Spec { get; }

    internal float[] Values { get; }

    /// <summary>Row r's lies at r × <see cref="TableSpec.StateColumns"/>; empty if the fold keeps none.</summary>
    internal float[] State { get; }

    /// <summary>Empty if <see cref="TableSpec.NotesChanges"/> is false.</summary>
    internal long[] ChangedAt { get; }

    /// <summary>Folds one table's part of a push.</summary>
    /// <param name="part">Checked when it was staged.</param>
    /// <param name="weight">Scales shared deltas; owned values are taken as they are. Not 0.</param>
    /// <param name="lag">How many steps changed the tables since the push's version (<see cref="ParameterStore.Fold"/>).</param>
    /// <param name="change">Numbers the store's changes, from 1.</param>
    internal void Fold(in TablePush part, float weight, int lag, long change)
    {
        if (Spec.Sharing.IsOwned)
            RowCopy.SamePlaces(part.Image.Span, Values, Spec.Columns, part.Ranges.Span);
        else
            FoldShared(part, weight, lag);
        if (!Spec.NotesChanges)
            return;
        foreach (RowRange range in part.Ranges.Span)
            NoteChange(range, change);
    }

    /// <summary>Rows changed with a change of the store.</summary>
    internal void NoteChange(RowRange rows, long change)
    {
        if (Spec.NotesChanges)
            ChangedAt.AsSpan(rows.Start, rows.Count).Fill(change);
    }

    private void FoldShared(in TablePush part, float weight, int lag)
    {
        int columns = Spec.Columns;
        for (ReadOnlySpan<RowRange> ranges = part.Ranges.Span; ranges.Length > 0;)
        {
            int together = FoldBuffer.Together(Spec, ranges, out int rows);
            if (together > 0)
            {
                (_buffer ??= new(Spec)).Fold(part, ranges[..together], rows, this, weight, lag);
                ranges = ranges[together..];
                continue;
            }

            int start = ranges[0].Start * columns, length = ranges[0].Count * columns;
            FoldRows(ranges[0], part.Image.Span.Slice(start, length), Spec.Fold.NeedsPulled ? part.Pulled.Span.Slice(start, length) : [], weight, lag);
            ranges = ranges[1..];
        }
    }

    /// <summary>Folds deltas into shared rows that lie in one piece.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="deltas">Theirs.</param>
    /// <param name="pulled">Theirs; empty if the fold does not need them.</param>
    /// <param name="weight">Not 0.</param>
    /// <param name="lag">As for <see cref="Fold"/>.</param>
    internal void FoldRows(RowRange rows, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, int lag)
    {
        int columns = Spec.Columns, stateColumns = Spec.StateColumns;
        Span<float> values = Values.AsSpan(rows.Start * columns, rows.Count * columns);
        Span<float> state = State.AsSpan(rows.Start * stateColumns, rows.Count * stateColumns);
        Spec.Fold.Apply(new(values, state, deltas, pulled, columns), weight, lag);
    }
}
