using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Writes rows as bytes: the kind (1 byte), the header's length (4), the header, the values. The header, in varints: shard, shards, how many tables;
/// for each its id, floats a row with those beside its values, how many ranges of rows; for each the gap since the last one (the first: since the shard's first row of the table) and its rows − 1.
/// The values: range after range, in the order of little-endian machines; behind a range's values what is beside them (<see cref="RowWindow.ColumnsBeside"/>).
/// </summary>
internal static class RowBlobWriter
{
    internal const int HeaderAt = 1 + sizeof(int);

    private const int VarintBytesMax = 5, TableBytesMax = 3 * VarintBytesMax, RangeBytesMax = 2 * VarintBytesMax;

    // Checked and copied while they are in the first cache.
    private const int ValuesAtOnce = 4_096;

    /// <summary>
    /// Writes the rows that lie in the window; nothing if there are none, unless <paramref name="evenIfEmpty"/>. What is beside the values is
    /// <see cref="TablePush.Pulled"/> of the parts; of a base, the state.
    /// </summary>
    /// <exception cref="InvalidUpdateException">A value of an update is not finite.</exception>
    internal static void Write(PooledBytes to, ReadOnlySpan<TablePush> parts, IReadOnlyList<TableSpec> specs, RowWindow window, ErrorFeedback? feedback = null, bool evenIfEmpty = false)
    {
        int tables = 0;
        long bound = HeaderAt + (3 * VarintBytesMax);
        foreach (ref readonly TablePush part in parts)
        {
            TableSpec spec = specs[part.Table.Index];
            RowRange inside = window.Of(spec);
            ReadOnlySpan<RowRange> ranges = RowWindow.Within(part.Ranges.Span, inside);
            tables += ranges.IsEmpty ? 0 : 1;
            bound += TableBytesMax + ((long)ranges.Length * RangeBytesMax) + window.BytesOf(spec, RowsIn(ranges, inside));
        }
        if (tables == 0 && !evenIfEmpty)
            return;
        if (bound > Array.MaxLength)
            throw new InvalidOperationException($"The {window} take {bound:N0} bytes, more than one value may have; spread the parameters over more shards ({nameof(RedisOptions.ParameterShards)}).");
        Span<byte> all = to.GetSpan((int)bound);
        int length = WriteHeader(all, parts, specs, window, tables);
        foreach (ref readonly TablePush part in parts)
            length += WriteValues(all[length..], part, specs[part.Table.Index], window, feedback);
        to.Advance(length);
    }

    private static long RowsIn(ReadOnlySpan<RowRange> ranges, RowRange inside)
    {
        long rows = 0;
        foreach (RowRange range in ranges)
            rows += RowWindow.Clip(range, inside).Count;
        return rows;
    }

    private static int WriteHeader(Span<byte> to, ReadOnlySpan<TablePush> parts, IReadOnlyList<TableSpec> specs, RowWindow window, int tables)
    {
        to[0] = (byte)window.Kind;
        int at = HeaderAt;
        at += Varints.Write(to[at..], (uint)window.Shard);
        at += Varints.Write(to[at..], (uint)window.Shards);
        at += Varints.Write(to[at..], (uint)tables);
        foreach (ref readonly TablePush part in parts)
        {
            TableSpec spec = specs[part.Table.Index];
            RowRange inside = window.Of(spec);
            ReadOnlySpan<RowRange> ranges = RowWindow.Within(part.Ranges.Span, inside);
            if (ranges.IsEmpty)
                continue;
            at += Varints.Write(to[at..], (uint)part.Table.Index);
            at += Varints.Write(to[at..], (uint)(spec.Columns + window.ColumnsBeside(spec)));
            at += Varints.Write(to[at..], (uint)ranges.Length);
            int end = inside.Start;
            foreach (RowRange range in ranges)
            {
                RowRange rows = RowWindow.Clip(range, inside);
                at += Varints.Write(to[at..], (uint)(rows.Start - end));
                at += Varints.Write(to[at..], (uint)(rows.Count - 1));
                end = rows.End;
            }
        }
        BinaryPrimitives.WriteInt32LittleEndian(to[1..], at - HeaderAt);
        return at;
    }

    private static int WriteValues(Span<byte> to, in TablePush part, TableSpec spec, RowWindow window, ErrorFeedback? feedback)
    {
        RowRange inside = window.Of(spec);
        ReadOnlySpan<float> image = part.Image.Span;
        int length = 0;
        foreach (RowRange range in RowWindow.Within(part.Ranges.Span, inside))
        {
            RowRange rows = RowWindow.Clip(range, inside);
            ReadOnlySpan<float> values = image.Slice(rows.Start * spec.Columns, rows.Count * spec.Columns);
            Span<byte> bytes = to.Slice(length, (int)window.ValueBytesOf(spec, rows.Count));
            if (window.Kind == RowBlobKind.Base)
                MemoryMarshal.AsBytes(values).CopyTo(bytes);
            else if (window.IsInt8(spec))
                Int8Rows.Encode(bytes, values, part.Table, spec, rows, feedback);
            else
                CopyFinite(bytes, values, spec, rows.Start);
            length += bytes.Length;
            length += WriteBeside(to[length..], part, rows, window.ColumnsBeside(spec));
        }
        return length;
    }

    private static int WriteBeside(Span<byte> to, in TablePush part, RowRange rows, int columns)
    {
        if (columns == 0)
            return 0;
        ReadOnlySpan<byte> beside = MemoryMarshal.AsBytes(part.Pulled.Span.Slice(rows.Start * columns, rows.Count * columns));
        beside.CopyTo(to);
        return beside.Length;
    }

    private static void CopyFinite(Span<byte> to, ReadOnlySpan<float> values, TableSpec spec, int firstRow)
    {
        for (int done = 0; done < values.Length; done += ValuesAtOnce)
        {
            ReadOnlySpan<float> some = values.Slice(done, Math.Min(ValuesAtOnce, values.Length - done));
            if (!TensorPrimitives.IsFiniteAll(some))
                throw NotFinite(values, spec, firstRow);
            MemoryMarshal.AsBytes(some).CopyTo(to[(done * sizeof(float))..]);
        }
    }

    private static InvalidUpdateException NotFinite(ReadOnlySpan<float> values, TableSpec spec, int firstRow)
    {
        int at = 0;
        while (float.IsFinite(values[at]))
            at++;
        return NotFinite(values[at], spec, firstRow + (at / spec.Columns));
    }

    internal static InvalidUpdateException NotFinite(float value, TableSpec spec, int row) => new(
        $"An update holds {value} for row {row} of table '{spec.Name}', or its parts sum up to that; the learner diverged or divided by zero: try a smaller learning rate or, where there is none, scale the data. Nothing of it was stored.");
}
