namespace ParameterStore;

/// <summary>
/// Folds short runs of rows together: copied out one after the other, folded in one piece, and copied back. What a fold does to a row does not depend on its
/// neighbours, so the bits are those of folding each run alone.
/// </summary>
/// <param name="spec">The table.</param>
internal sealed class FoldBuffer(TableSpec spec)
{
    /// <summary>Small enough for the first cache, with what is folded beside the values.</summary>
    private const int ValuesMax = 1024;

    /// <summary>Runs of more values are long enough to be folded where they lie.</summary>
    private const int ShortRun = 32;

    private readonly float[] _values = new float[ValuesMax];
    private readonly float[] _deltas = new float[ValuesMax];
    private readonly float[] _pulled = spec.Fold.NeedsPulled ? new float[ValuesMax] : [];
    private readonly float[] _state = new float[RowsMax(spec) * spec.StateColumns];

    /// <summary>How many ranges, from the first on, are folded together; 0 if the first is long.</summary>
    /// <param name="spec">The table.</param>
    /// <param name="ranges">One at least.</param>
    /// <param name="rows">How many rows these have.</param>
    internal static int Together(TableSpec spec, ReadOnlySpan<RowRange> ranges, out int rows)
    {
        int shortMax = ShortRun / spec.Columns, rowsMax = RowsMax(spec);
        rows = 0;
        for (int i = 0; i < ranges.Length; i++)
        {
            int count = ranges[i].Count;
            if (count > shortMax || rows + count > rowsMax)
                return i;
            rows += count;
        }

        return ranges.Length;
    }

    /// <summary>Folds ranges that go together.</summary>
    internal void Fold(in TablePush part, ReadOnlySpan<RowRange> ranges, int rows, TableImage into, float weight, int lag)
    {
        int columns = spec.Columns, stateColumns = spec.StateColumns;
        Span<float> values = _values.AsSpan(0, rows * columns), deltas = _deltas.AsSpan(0, values.Length), state = _state.AsSpan(0, rows * stateColumns);
        Span<float> pulled = _pulled.Length == 0 ? [] : _pulled.AsSpan(0, values.Length);
        RowCopy.Gather(into.Values, values, columns, ranges);
        RowCopy.Gather(part.Image.Span, deltas, columns, ranges);
        if (pulled.Length > 0)
            RowCopy.Gather(part.Pulled.Span, pulled, columns, ranges);
        if (stateColumns > 0)
            RowCopy.Gather(into.State, state, stateColumns, ranges);
        spec.Fold.Apply(new(values, state, deltas, pulled, columns), weight, lag);
        RowCopy.Scatter(values, into.Values, columns, ranges);
        if (stateColumns > 0)
            RowCopy.Scatter(state, into.State, stateColumns, ranges);
    }

    private static int RowsMax(TableSpec spec) => Math.Max(1, ValuesMax / spec.Columns);
}
