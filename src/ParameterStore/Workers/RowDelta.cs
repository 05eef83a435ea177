using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>What a clock changed: the working copy less the pulled one.</summary>
internal static class RowDelta
{
    /// <summary>
    /// Writes working − pulled over one of the two, for those of the rows that differ in any bit, and names them. Rows that do not differ stay as they
    /// are. All are images of the whole table.
    /// </summary>
    internal static void Take(ReadOnlySpan<float> working, ReadOnlySpan<float> pulled, Span<float> into, int columns, ReadOnlySpan<RowRange> rows, RangeList changed)
    {
        changed.Clear();
        if (columns == 1)
            TakeValues(working, pulled, into, rows, changed);
        else
            TakeRows(working, pulled, into, columns, rows, changed);
    }

    // Rows of one value are mostly named one by one: a subtraction of spans would cost more than the value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TakeValues(ReadOnlySpan<float> working, ReadOnlySpan<float> pulled, Span<float> into, ReadOnlySpan<RowRange> rows, RangeList changed)
    {
        foreach (RowRange range in rows)
        {
            for (int row = range.Start; row < range.End; row++)
            {
                float now = working[row], before = pulled[row];
                if (BitConverter.SingleToInt32Bits(now) == BitConverter.SingleToInt32Bits(before))
                    continue;
                into[row] = now - before;
                changed.Add(new(row, row + 1));
            }
        }
    }

    private static void TakeRows(ReadOnlySpan<float> working, ReadOnlySpan<float> pulled, Span<float> into, int columns, ReadOnlySpan<RowRange> rows, RangeList changed)
    {
        foreach (RowRange range in rows)
        {
            for (int row = range.Start; row < range.End; row++)
            {
                if (IsEqual(working, pulled, columns, row))
                    continue;
                int start = row;
                while (++row < range.End && !IsEqual(working, pulled, columns, row))
                {
                }
                Range values = (start * columns)..(row * columns);
                TensorPrimitives.Subtract(working[values], pulled[values], into[values]);
                changed.Add(new(start, row));
            }
        }
    }

    // Bits, not numbers: 0 and −0 are a change, and so is what became NaN.
    private static bool IsEqual(ReadOnlySpan<float> working, ReadOnlySpan<float> pulled, int columns, int row) =>
        MemoryMarshal.AsBytes(working.Slice(row * columns, columns)).SequenceEqual(MemoryMarshal.AsBytes(pulled.Slice(row * columns, columns)));
}
