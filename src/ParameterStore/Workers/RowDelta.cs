using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>What a clock changed: the working copy less the pulled one.</summary>
internal static class RowDelta
{
    /// <summary>
    /// Writes working − pulled over pulled, for those of the rows that differ in any bit, and names them. Rows that do not differ keep what was
    /// pulled. Both are images of the whole table.
    /// </summary>
    internal static void Take(ReadOnlySpan<float> working, Span<float> pulled, int columns, ReadOnlySpan<RowRange> rows, RangeList changed)
    {
        changed.Clear();
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
                Span<float> delta = pulled[(start * columns)..(row * columns)];
                TensorPrimitives.Subtract(working[(start * columns)..(row * columns)], delta, delta);
                changed.Add(new(start, row));
            }
        }
    }

    // Bits, not numbers: 0 and −0 are a change, and so is what became NaN.
    private static bool IsEqual(ReadOnlySpan<float> working, ReadOnlySpan<float> pulled, int columns, int row) =>
        MemoryMarshal.AsBytes(working.Slice(row * columns, columns)).SequenceEqual(MemoryMarshal.AsBytes(pulled.Slice(row * columns, columns)));
}
