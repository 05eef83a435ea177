namespace ParameterStore;

/// <summary>A copy of a push. Of each table's image only the rows that change are copied.</summary>
internal sealed class KeptPush
{
    private readonly List<(RowRange[] Ranges, float[] Image, float[] Pulled)> _tables = [];

    /// <summary>The copy; valid until the next <see cref="Take"/>.</summary>
    public Push Push { get; } = new();

    /// <summary>Whether a push can be copied; one that cannot names what the store does not have, and is refused there.</summary>
    public static bool CanTake(Push push, IParameterStore store)
    {
        foreach (ref readonly TablePush table in push.Tables)
        {
            if ((uint)table.Table.Index >= (uint)store.Tables)
                return false;
            TableSpec spec = store.SpecOf(table.Table);
            if (table.Image.Length != spec.Rows * spec.Columns || (spec.Fold.NeedsPulled && table.Pulled.Length != table.Image.Length))
                return false;
            foreach (RowRange range in table.Ranges.Span)
                if (range.Start < 0 || range.End < range.Start || range.End > spec.Rows)
                    return false;
        }

        return true;
    }

    /// <summary>Copies.</summary>
    public void Take(Push push, IParameterStore store)
    {
        Push.Reset(push.Attempt, push.PulledAt);
        for (int i = 0; i < push.Blocks.Length; i++)
            Push.Add(push.Blocks[i], push.Losses[i]);
        foreach (ref readonly TablePush table in push.Tables)
            Push.Add(Copy(table, store.SpecOf(table.Table)));
    }

    private TablePush Copy(in TablePush table, TableSpec spec)
    {
        while (_tables.Count <= table.Table.Index)
            _tables.Add(([], [], []));
        (RowRange[] ranges, float[] image, float[] pulled) = _tables[table.Table.Index];
        if (ranges.Length < table.Ranges.Length)
            ranges = new RowRange[Math.Max(table.Ranges.Length, 2 * ranges.Length)];

        // The system gives memory page by page: rows that are never pushed cost none.
        if (image.Length != table.Image.Length)
            image = GC.AllocateUninitializedArray<float>(table.Image.Length);
        if (spec.Fold.NeedsPulled && pulled.Length != table.Pulled.Length)
            pulled = GC.AllocateUninitializedArray<float>(table.Pulled.Length);
        _tables[table.Table.Index] = (ranges, image, pulled);
        table.Ranges.CopyTo(ranges);
        Copy(table.Image.Span, image, table.Ranges.Span, spec.Columns);
        if (spec.Fold.NeedsPulled)
            Copy(table.Pulled.Span, pulled, table.Ranges.Span, spec.Columns);
        return new(table.Table, ranges.AsMemory(0, table.Ranges.Length), image) { Pulled = pulled };
    }

    private static void Copy(ReadOnlySpan<float> from, Span<float> to, ReadOnlySpan<RowRange> ranges, int columns)
    {
        foreach (RowRange range in ranges)
            from.Slice(range.Start * columns, range.Count * columns).CopyTo(to[(range.Start * columns)..]);
    }
}
