using System.Runtime.InteropServices;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// The shared part of an update as far as it lies in one parameter shard, as bytes (<see cref="RowBlobWriter"/>). A blob may arrive in pieces (chunks
/// of at most <see cref="RedisOptions.ChunkBytesMax"/>, cut anywhere); a reader gets them joined.
/// </summary>
internal static class UpdateBlob
{
    /// <summary>
    /// Writes the rows of shared tables that lie in the parameter shard. Nothing is written if there are none. With Int8 and
    /// <paramref name="feedback"/>, what earlier updates lost is added before coding, and what this one loses is kept there.
    /// </summary>
    /// <param name="tables">Checked when they were pushed; the images are of whole tables. Parts of owned tables are passed over.</param>
    /// <exception cref="InvalidUpdateException">A value is not finite, or a sum with what was lost is not; table and row are named.</exception>
    internal static void Encode(PooledBytes to, ReadOnlySpan<TablePush> tables, IReadOnlyList<TableSpec> specs, int shard, int shards, UpdateCodec codec, ErrorFeedback? feedback) =>
        RowBlobWriter.Write(to, tables, specs, new(codec == UpdateCodec.Int8 ? RowBlobKind.Int8Update : RowBlobKind.Float32Update, shard, shards), feedback);

    /// <summary>Folds an update into the tables' images, with SIMD, and notes the change number of the rows. Everything is checked before the first value changes.</summary>
    /// <param name="weight">Scales the deltas; finite, not 0.</param>
    /// <param name="lag">How many steps changed the tables since the version that the update was computed from (<see cref="global::ParameterStore.Fold"/>).</param>
    /// <exception cref="InvalidDataException">The bytes are no update of these tables in this shard.</exception>
    internal static void Fold(ReadOnlySpan<byte> blob, IReadOnlyList<TableImage> tables, int shard, int shards, float weight, int lag, long change)
    {
        bool isInt8 = blob is [(byte)RowBlobKind.Int8Update, ..];
        RowWindow window = new(isInt8 ? RowBlobKind.Int8Update : RowBlobKind.Float32Update, shard, shards);
        RowBlobReader check = new(blob, tables, window);
        while (check.Next())
            if (window.IsInt8(check.Image.Spec) && !Int8Rows.AreScalesValid(check.Values, check.Rows.Count))
                throw check.Invalid($"a scale of table {check.Image.Spec} is not finite");

        RowBlobReader rows = new(blob, tables, window);
        while (rows.Next())
        {
            int columns = rows.Image.Spec.Columns;
            if (window.IsInt8(rows.Image.Spec))
                Int8Rows.Fold(rows.Values, rows.Image.Values.AsSpan(rows.Rows.Start * columns, rows.Rows.Count * columns), columns, weight);
            else
                rows.Image.FoldRows(rows.Rows, MemoryMarshal.Cast<byte, float>(rows.Values), MemoryMarshal.Cast<byte, float>(rows.Beside), weight, lag);
            rows.Image.NoteChange(rows.Rows, change);
        }
    }
}
