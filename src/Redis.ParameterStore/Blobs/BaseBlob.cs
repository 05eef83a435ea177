using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>All rows of the shared tables that lie in one parameter shard, with the state that folds keep beside them, as bytes: exact values (<see cref="RowBlobWriter"/>).</summary>
internal static class BaseBlob
{
    /// <summary>Writes the rows. Something is written even if no row lies in the shard.</summary>
    internal static void Encode(PooledBytes to, IReadOnlyList<TableImage> tables, int shard, int shards)
    {
        RowWindow window = new(RowBlobKind.Base, shard, shards);
        TablePush[] parts = [.. tables.Select((image, i) => new TablePush(new(i), new[] { window.Of(image.Spec) }, image.Values) { Pulled = image.State })];
        RowBlobWriter.Write(to, parts, [.. tables.Select(image => image.Spec)], window, evenIfEmpty: true);
    }

    /// <summary>
    /// Replaces the rows and notes the change number. Everything is checked before the first value changes. Tables that were made after the base
    /// was written are left as they are.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not a base of these tables in this shard, or their hash is another.</exception>
    internal static void Assign(ReadOnlySpan<byte> blob, ulong hash, IReadOnlyList<TableImage> tables, int shard, int shards, long change)
    {
        RowWindow window = new(RowBlobKind.Base, shard, shards);
        ulong found = Hash(blob);
        RowBlobReader check = new(blob, tables, window);
        if (found != hash)
            throw check.Invalid($"their hash is {found:x16}, but the log says {hash:x16}");
        int next = 0;
        while (check.Next())
        {
            // Tables stand in their order, each whole: none between them is left out unless it has no rows here.
            for (; next < check.Table.Index; next++)
                if (window.Of(tables[next].Spec).Count > 0)
                    throw check.Invalid($"table {tables[next].Spec} is missing");
            if (next++ != check.Table.Index || check.Rows != check.Inside)
                throw check.Invalid($"table {check.Image.Spec} is not whole");
        }
        OwnedBlob.Assign(new RowBlobReader(blob, tables, window), change);
    }

    /// <summary>A hash of a blob's bytes, at memory speed. Against accidents, not against an adversary.</summary>
    internal static ulong Hash(ReadOnlySpan<byte> blob) => BlobHash.Of(blob);
}
