namespace ParameterStore;

/// <summary>A store's values of one table and, per row, the number of the change that touched it last; 0 for none.</summary>
internal sealed class TableImage
{
    internal TableImage(TableSpec spec)
        : this(spec, GC.AllocateUninitializedArray<float>(spec.Rows * spec.Columns)) =>
        spec.Initial.Fill(0, spec.Columns, Values);

    internal TableImage(TableSpec spec, float[] values)
    {
        Spec = spec;
        Values = values;
        ChangedAt = new long[spec.Rows];
    }

    internal TableSpec Spec { get; }

    internal float[] Values { get; }

    internal long[] ChangedAt { get; }

    /// <summary>Folds one table's part of a push.</summary>
    /// <param name="part">Checked when it was staged.</param>
    /// <param name="weight">Scales shared deltas; owned values are taken as they are. Not 0.</param>
    /// <param name="change">Numbers the store's changes, from 1.</param>
    internal void Fold(in TablePush part, float weight, long change)
    {
        int columns = Spec.Columns;
        foreach (RowRange range in part.Ranges.Span)
        {
            Span<float> rows = Values.AsSpan(range.Start * columns, range.Count * columns);
            ReadOnlySpan<float> image = part.Image.Span.Slice(range.Start * columns, range.Count * columns);
            if (Spec.Sharing.IsOwned)
                image.CopyTo(rows);
            else
                RowFold.Add(rows, image, weight);
            ChangedAt.AsSpan(range.Start, range.Count).Fill(change);
        }
    }
}
