using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>Writes a view as a file of compressed blocks, one column a block.</summary>
internal sealed class BinarySaver
{
    private const int RowsPerBlockMax = 1 << 13;

    private readonly BinaryWriter _writer;
    private readonly (DataViewSchema.Column Column, Codec Codec)[] _columns;
    private readonly List<BlockPlace>[] _blocks;

    private BinarySaver(BinaryWriter writer, (DataViewSchema.Column Column, Codec Codec)[] columns)
    {
        _writer = writer;
        _columns = columns;
        _blocks = Array.ConvertAll(columns, _ => new List<BlockPlace>());
    }

    public static void Save(IDataView data, Stream stream, bool keepHidden)
    {
        Check.Argument(stream.CanWrite, nameof(stream), "cannot save to non-writable stream");
        Check.Argument(stream.CanSeek, nameof(stream), "cannot save to non-seekable stream");
        Check.Argument(stream.Position == 0, nameof(stream), "stream must be positioned at head of stream");
        (DataViewSchema.Column Column, Codec Codec)[] columns =
            [.. data.Schema.Where(c => keepHidden || !c.IsHidden).Select(c => (c, Codecs.Of(c.Type))).Where(c => c.Item2 != null)];
        Check.State(columns.Length > 0, "No valid columns to save");
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        new BinarySaver(writer, columns).Save(data);
    }

    private void Save(IDataView data)
    {
        _writer.Write(new byte[BinaryHeader.Size]);
        long rows = SaveBlocks(data);
        long[] lookups = Array.ConvertAll(_blocks, SaveLookup);
        long[] annotations = Array.ConvertAll(_columns, c => AnnotationTable.Write(_writer, c.Column.Annotations));
        long contents = _writer.BaseStream.Position;
        for (int i = 0; i < _columns.Length; i++)
        {
            _writer.Write(_columns[i].Column.Name);
            Codecs.WriteDescription(_writer, _columns[i].Codec);
            _writer.Write(Compression.Deflate);
            _writer.WriteLeb((ulong)Math.Clamp(rows, 1, RowsPerBlockMax));
            _writer.Write(lookups[i]);
            _writer.Write(annotations[i]);
        }
        long tail = _writer.BaseStream.Position;
        _writer.Write(BinaryHeader.TailMagic);
        _writer.Seek(0, SeekOrigin.Begin);
        _writer.Write(new BinaryHeader(contents, tail, rows, _columns.Length).ToBytes());
    }

    private long SaveBlocks(IDataView data)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(_columns.Select(c => c.Column));
        IBlockWriter[] blocks = Array.ConvertAll(_columns, c => c.Codec.OpenWriter(cursor, c.Column));
        long rows = 0;
        while (cursor.MoveNext())
        {
            foreach (IBlockWriter block in blocks)
                block.Fetch();
            if (++rows % RowsPerBlockMax == 0)
                SaveBlock(blocks);
        }
        if (rows % RowsPerBlockMax != 0)
            SaveBlock(blocks);
        return rows;
    }

    private void SaveBlock(IBlockWriter[] blocks)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            byte[] block = blocks[i].Take();
            byte[] compressed = Compression.Compress(block);
            _blocks[i].Add(new BlockPlace(_writer.BaseStream.Position, compressed.Length, block.Length));
            _writer.Write(compressed);
        }
    }

    private long SaveLookup(List<BlockPlace> blocks)
    {
        long start = _writer.BaseStream.Position;
        foreach (BlockPlace block in blocks)
        {
            _writer.Write(block.Offset);
            _writer.Write(block.Length);
            _writer.Write(block.DecompressedLength);
        }
        return start;
    }
}
