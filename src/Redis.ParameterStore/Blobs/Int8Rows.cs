using System.Buffers;
using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Rows as a byte a value: for a range of rows first their scales (float), then their values (signed bytes, −127 … 127). A value is scale × byte, rounded;
/// scale = the row's largest magnitude / 127.
/// </summary>
internal static class Int8Rows
{
    /// <summary>Whether rows are too short to gain: with a scale a row, fewer values than these take as many bytes as they are. They stay floats.</summary>
    internal static bool AreExact(int columns) => columns < 4;

    /// <summary>How many bytes rows take.</summary>
    internal static long BytesOf(int columns, long rows) => rows * (AreExact(columns) ? columns * (long)sizeof(float) : sizeof(float) + columns);

    /// <summary>Whether every value of the rows is finite.</summary>
    internal static bool AreScalesValid(ReadOnlySpan<byte> from, int rows)
    {
        foreach (float scale in MemoryMarshal.Cast<byte, float>(from[..(rows * sizeof(float))]))
            if (!Int8Scale.IsValid(scale))
                return false;
        return true;
    }

    /// <summary>Codes a range of rows.</summary>
    /// <param name="to">Exactly as long as the rows take.</param>
    /// <exception cref="InvalidUpdateException">A value is not finite, or a sum with what was lost is not.</exception>
    internal static void Encode(Span<byte> to, ReadOnlySpan<float> values, TableId table, TableSpec spec, RowRange rows, ErrorFeedback? feedback)
    {
        int columns = spec.Columns;
        Span<float> scales = MemoryMarshal.Cast<byte, float>(to[..(rows.Count * sizeof(float))]);
        Span<sbyte> codes = MemoryMarshal.Cast<byte, sbyte>(to[(rows.Count * sizeof(float))..]);
        float[]? nothing = feedback is null ? ArrayPool<float>.Shared.Rent(columns) : null;
        Span<float> lost = [];
        for (int i = 0; i < rows.Count; i++)
        {
            if (feedback is null)
                (lost = nothing.AsSpan(0, columns)).Clear();
            else if (lost.IsEmpty)
                lost = feedback.From(table, spec, rows.Start + i);
            ReadOnlySpan<float> row = values.Slice(i * columns, columns);
            float largest = Int8Kernel.LargestSum(row, lost[..columns]);
            Int8Scale scale = Int8Scale.Of(largest);
            if (!float.IsFinite(largest) || !Int8Scale.IsValid(scale.Value))
                throw RowBlobWriter.NotFinite(largest, spec, rows.Start + i);
            scales[i] = scale.Value;
            Int8Kernel.Encode(row, lost[..columns], scale, codes.Slice(i * columns, columns));
            lost = lost[columns..];
        }
        if (nothing is not null)
            ArrayPool<float>.Shared.Return(nothing);
    }

    /// <summary>row += weight × (scale × byte), rounded after every operation: what <see cref="RowFold"/> makes of the decoded deltas.</summary>
    internal static void Fold(ReadOnlySpan<byte> from, Span<float> rows, int columns, float weight)
    {
        int count = rows.Length / columns;
        ReadOnlySpan<float> scales = MemoryMarshal.Cast<byte, float>(from[..(count * sizeof(float))]);
        ReadOnlySpan<sbyte> codes = MemoryMarshal.Cast<byte, sbyte>(from[(count * sizeof(float))..]);
        for (int i = 0; i < count; i++)
            Int8Kernel.Fold(rows.Slice(i * columns, columns), codes.Slice(i * columns, columns), scales[i], weight);
    }
}
