using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>A view of a binary file; its blocks are read as cursors come to them.</summary>
internal sealed class BinaryView : ViewBase
{
    private const int PoolBlocks = 4;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly BinaryHeader _header;
    private readonly BinaryColumn[] _columns;

    private BinaryView(Stream stream, BinaryHeader header, BinaryColumn[] columns)
        : base(SchemaOf(columns))
    {
        _stream = stream;
        _header = header;
        _columns = columns;
    }

    public override bool CanShuffle => true;

    public int RowsPerBlock => _columns[0].RowsPerBlock;

    public static BinaryView Open(Stream stream)
    {
        Check.Argument(stream.CanSeek && stream.Position == 0, nameof(stream), "A binary view is read from the head of a stream that can seek.");
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        BinaryHeader header = BinaryHeader.Read(reader.ReadBytes(BinaryHeader.Size));
        return new BinaryView(stream, header, BinaryColumn.ReadAll(reader, header));
    }

    public override long? GetRowCount() => _header.Rows;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        int pool = (int)Math.Min((long)PoolBlocks * RowsPerBlock, _header.Rows);
        if (rand == null)
            return new BinaryCursor(this, active, null);
        int blocks = (int)((_header.Rows + RowsPerBlock - 1) / RowsPerBlock);
        // a pool that holds everything shuffles enough by itself
        int[] order = pool == _header.Rows ? null : new RowOrder(rand).Of(blocks);
        var cursor = new BinaryCursor(this, active, order);
        return pool < 2 ? cursor : new ShuffledCursor(cursor, active, pool, rand);
    }

    /// <summary>Reads one block of one column; several cursors may ask at once.</summary>
    public T[] ReadBlock<T>(int column, int block)
    {
        BlockPlace place = _columns[column].Blocks[block];
        var bytes = new byte[place.Length];
        lock (_lock)
        {
            _stream.Position = place.Offset;
            _stream.ReadExactly(bytes);
        }
        return _columns[column].ReadBlock<T>(bytes, RowsIn(block));
    }

    public int RowsIn(int block) => (int)Math.Min(RowsPerBlock, _header.Rows - ((long)block * RowsPerBlock));

    private static DataViewSchema SchemaOf(BinaryColumn[] columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (BinaryColumn column in columns)
            schema.AddColumn(column.Name, column.Codec.Type, column.Annotations);
        return schema.ToSchema();
    }
}
