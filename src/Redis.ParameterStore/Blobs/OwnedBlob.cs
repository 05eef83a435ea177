using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The rows that one example shard owns, in all owned tables that a push writes, as bytes: exact values (<see cref="RowBlobWriter"/>).</summary>
internal static class OwnedBlob
{
    /// <summary>Writes the rows of the push's owned tables that the example shard owns; nothing if the push has none of them.</summary>
    /// <param name="tables">Checked when they were pushed; of one push or of several, whose rows do not overlap. Parts of shared tables are passed over.</param>
    /// <exception cref="InvalidUpdateException">A value is not finite; table and row are named.</exception>
    internal static void Encode(PooledBytes to, ReadOnlySpan<TablePush> tables, IReadOnlyList<TableSpec> specs, int exampleShard) =>
        RowBlobWriter.Write(to, tables, specs, new(RowBlobKind.Owned, exampleShard, 0));

    /// <summary>Whether the push has all rows that the example shard owns, in all owned tables.</summary>
    internal static bool IsWhole(ReadOnlySpan<TablePush> tables, IReadOnlyList<TableSpec> specs, int exampleShard)
    {
        RowWindow window = new(RowBlobKind.Owned, exampleShard, 0);
        for (int i = 0; i < specs.Count; i++)
        {
            RowRange owned = window.Of(specs[i]);
            int missing = owned.Count;
            foreach (ref readonly TablePush part in tables)
                if (part.Table.Index == i)
                    foreach (RowRange range in RowWindow.Within(part.Ranges.Span, owned))
                        missing -= RowWindow.Clip(range, owned).Count;
            if (missing > 0)
                return false;
        }
        return true;
    }

    /// <summary>Puts the rows into the tables' images and notes the change number. Everything is checked before the first value changes.</summary>
    /// <exception cref="InvalidDataException">The bytes are not rows that the example shard owns in these tables.</exception>
    internal static void Assign(ReadOnlySpan<byte> blob, IReadOnlyList<TableImage> tables, int exampleShard, long change)
    {
        RowWindow window = new(RowBlobKind.Owned, exampleShard, 0);
        RowBlobReader check = new(blob, tables, window);
        while (check.Next())
        {
        }
        Assign(new RowBlobReader(blob, tables, window), change);
    }

    /// <summary>Puts rows that were checked into their images.</summary>
    internal static void Assign(RowBlobReader rows, long change)
    {
        while (rows.Next())
        {
            int columns = rows.Image.Spec.Columns;
            rows.Values.CopyTo(MemoryMarshal.AsBytes(rows.Image.Values.AsSpan(rows.Rows.Start * columns, rows.Rows.Count * columns)));
            rows.Beside.CopyTo(MemoryMarshal.AsBytes(rows.Image.State.AsSpan(rows.Rows.Start * rows.Image.Spec.StateColumns)));
            rows.Image.NoteChange(rows.Rows, change);
        }
    }
}
