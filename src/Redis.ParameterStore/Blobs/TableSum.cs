using System.Numerics.Tensors;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>A shared table's part of an <see cref="UpdateSum"/>: deltas in an image of the whole table, of which the rows in the ranges count.</summary>
internal sealed class TableSum
{
    private RangeList _ranges = new();
    private RangeList _before = new();
    private float[] _image = [];

    internal ReadOnlyMemory<RowRange> Ranges => _ranges.Memory;

    internal ReadOnlyMemory<float> Image => _image;

    /// <summary>Forgets the rows; their values are overwritten when they are pushed again.</summary>
    internal void Clear() => _ranges.Clear();

    internal void Add(in TablePush part, TableSpec spec)
    {
        if (_image.Length != spec.Rows * spec.Columns)
            _image = GC.AllocateUninitializedArray<float>(spec.Rows * spec.Columns);
        AddValues(part, spec.Columns);
        (_before, _ranges) = (_ranges, _before);
        Unite(_before.Span, part.Ranges.Span, _ranges);
    }

    /// <summary>Adds to rows that are there already, and copies the others.</summary>
    private void AddValues(in TablePush part, int columns)
    {
        ReadOnlySpan<RowRange> there = _ranges.Span;
        ReadOnlySpan<float> deltas = part.Image.Span;
        Span<float> image = _image;
        int next = 0;
        foreach (RowRange range in part.Ranges.Span)
        {
            while (next < there.Length && there[next].End <= range.Start)
                next++;
            int row = range.Start;
            for (int i = next; i < there.Length && there[i].Start < range.End; i++)
            {
                RowRange both = RowWindow.Clip(there[i], range);
                Values(deltas, new(row, both.Start), columns).CopyTo(Values(image, new(row, both.Start), columns));
                Span<float> sum = Values(image, both, columns);
                TensorPrimitives.Add(sum, Values(deltas, both, columns), sum);
                row = both.End;
            }
            Values(deltas, new(row, range.End), columns).CopyTo(Values(image, new(row, range.End), columns));
        }
    }

    /// <summary>Merges two ascending lists of disjoint ranges.</summary>
    private static void Unite(ReadOnlySpan<RowRange> a, ReadOnlySpan<RowRange> b, RangeList into)
    {
        into.Clear();
        RowRange open = default;
        while (a.Length + b.Length > 0)
        {
            bool isFromA = b.IsEmpty || (!a.IsEmpty && a[0].Start <= b[0].Start);
            RowRange range = isFromA ? a[0] : b[0];
            if (isFromA)
                a = a[1..];
            else
                b = b[1..];
            if (open.Count > 0 && range.Start <= open.End)
            {
                open = open with { End = Math.Max(open.End, range.End) };
                continue;
            }
            if (open.Count > 0)
                into.Add(open);
            open = range;
        }
        if (open.Count > 0)
            into.Add(open);
    }

    private static Span<float> Values(Span<float> image, RowRange rows, int columns) => image.Slice(rows.Start * columns, rows.Count * columns);

    private static ReadOnlySpan<float> Values(ReadOnlySpan<float> image, RowRange rows, int columns) => image.Slice(rows.Start * columns, rows.Count * columns);
}
