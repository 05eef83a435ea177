namespace ParameterStore;

/// <summary>A table's values and, per row, the index of the commit that changed it last.</summary>
internal sealed class TableImage
{
    internal TableImage(TableSpec spec)
    {
        Spec = spec;
        Values = GC.AllocateUninitializedArray<float>(spec.Rows * spec.Columns);
        ChangedAt = new long[spec.Rows];
        spec.Initial.Fill(0, spec.Columns, Values);
    }

    internal TableSpec Spec { get; }

    internal float[] Values { get; }

    internal long[] ChangedAt { get; }

    internal Span<float> Row(int row) => Values.AsSpan(row * Spec.Columns, Spec.Columns);
}
