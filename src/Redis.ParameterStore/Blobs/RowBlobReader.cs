using System.Buffers.Binary;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Walks over what <see cref="RowBlobWriter"/> wrote, one range of rows after the other, and checks all of it but the values on its way; so a walk to
/// the end before the first value is used is the check of a blob. Allocates nothing.
/// </summary>
internal ref struct RowBlobReader
{
    private readonly RowWindow _window;
    private readonly IReadOnlyList<TableImage> _images;
    private ReadOnlySpan<byte> _header;
    private ReadOnlySpan<byte> _rest;
    private RowRange _inside;
    private int _end;
    private uint _tablesLeft;
    private uint _rangesLeft;

    /// <exception cref="InvalidDataException">The bytes are of another kind or shard, or cut off.</exception>
    internal RowBlobReader(ReadOnlySpan<byte> blob, IReadOnlyList<TableImage> images, RowWindow window)
    {
        _images = images;
        _window = window;
        Check(blob.Length >= RowBlobWriter.HeaderAt, "they are cut off");
        if (blob[0] != (byte)window.Kind)
            throw Invalid($"they are of kind {blob[0]} instead of {(byte)window.Kind}, which another version of this library may have written");
        int length = BinaryPrimitives.ReadInt32LittleEndian(blob[1..]);
        _rest = blob[RowBlobWriter.HeaderAt..];
        Check((uint)length <= (uint)_rest.Length, "the header is cut off");
        _header = _rest[..length];
        _rest = _rest[length..];
        uint shard = Number(), shards = Number();
        if (shard != window.Shard || shards != window.Shards)
            throw Invalid($"they are of shard {shard} of {shards}");
        _tablesLeft = Number();
    }

    /// <summary>The table.</summary>
    internal TableId Table { get; private set; }

    /// <summary>Its image.</summary>
    internal TableImage Image { get; private set; } = null!;

    /// <summary>The rows, not none.</summary>
    internal RowRange Rows { get; private set; }

    /// <summary>All rows of the table that the blob may hold.</summary>
    internal readonly RowRange Inside => _inside;

    /// <summary>The rows' values as they are coded.</summary>
    internal ReadOnlySpan<byte> Values { get; private set; }

    /// <summary>The floats beside them, row-major (<see cref="RowWindow.ColumnsBeside"/>).</summary>
    internal ReadOnlySpan<byte> Beside { get; private set; }

    /// <summary>Goes to the next range of rows.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such rows.</exception>
    internal bool Next()
    {
        if (_rangesLeft == 0)
        {
            if (_tablesLeft == 0)
            {
                Check(_header.IsEmpty, "something follows the header's end");
                Check(_rest.IsEmpty, "something follows the last value");
                return false;
            }
            BeginTable();
        }

        _rangesLeft--;
        long start = (long)_end + Number(), end = start + Number() + 1;
        if (end > _inside.End)
            throw Invalid($"rows {start} to {end - 1} of table {Image.Spec} are none of them");
        Rows = new((int)start, (int)end);
        _end = Rows.End;
        long bytes = _window.BytesOf(Image.Spec, Rows.Count);
        Check(bytes <= _rest.Length, "the values are cut off");
        int values = (int)_window.ValueBytesOf(Image.Spec, Rows.Count);
        Values = _rest[..values];
        Beside = _rest[values..(int)bytes];
        _rest = _rest[(int)bytes..];
        return true;
    }

    internal readonly InvalidDataException Invalid(string what) => new($"These bytes are not {_window}: {what}.");

    private void BeginTable()
    {
        _tablesLeft--;
        uint table = Number(), columns = Number();
        _rangesLeft = Number();
        if (table >= (uint)_images.Count)
            throw Invalid($"they name table {table}, and there are {_images.Count}");
        Table = new((int)table);
        Image = _images[(int)table];
        if (columns != Image.Spec.Columns + _window.ColumnsBeside(Image.Spec))
            throw Invalid($"they have {columns} values a row for table {Image.Spec}");
        Check(_rangesLeft > 0, "a table has no rows");
        _inside = _window.Of(Image.Spec);
        _end = _inside.Start;
    }

    private uint Number()
    {
        int length = Varints.Read(_header, out ulong value);
        Check(length > 0 && value <= int.MaxValue, "a number of the header is cut off or too large");
        _header = _header[length..];
        return (uint)value;
    }

    private readonly void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw Invalid(otherwise);
    }
}
