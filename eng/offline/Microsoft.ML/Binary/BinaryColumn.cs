using System.Text;

namespace Microsoft.ML.Binary;

/// <summary>A column of a binary view: what it is, and where its blocks are.</summary>
internal sealed record BinaryColumn(
    string Name, Codec Codec, byte Compression, int RowsPerBlock, BlockPlace[] Blocks, DataViewSchema.Annotations Annotations)
{
    public static BinaryColumn[] ReadAll(BinaryReader reader, BinaryHeader header)
    {
        var columns = new BinaryColumn[header.Columns];
        reader.BaseStream.Position = header.TableOfContents;
        for (int i = 0; i < columns.Length; i++)
        {
            string name = reader.ReadString();
            Codec codec = Codecs.ReadDescription(reader);
            byte compression = reader.ReadByte();
            int rowsPerBlock = reader.ReadLebInt();
            long lookup = reader.ReadInt64();
            long annotations = reader.ReadInt64();
            long next = reader.BaseStream.Position;
            BlockPlace[] blocks = ReadLookup(reader, lookup, (header.Rows + rowsPerBlock - 1) / rowsPerBlock);
            columns[i] = new BinaryColumn(name, codec, compression, rowsPerBlock, blocks, AnnotationTable.Read(reader, annotations));
            reader.BaseStream.Position = next;
        }
        return columns;
    }

    /// <summary>Decodes a block's values.</summary>
    public T[] ReadBlock<T>(byte[] bytes, int rows)
    {
        using var reader = new BinaryReader(Binary.Compression.Open(Compression, bytes), Encoding.UTF8);
        return ((Codec<T>)Codec).Read(reader, rows);
    }

    private static BlockPlace[] ReadLookup(BinaryReader reader, long offset, long count)
    {
        reader.BaseStream.Position = offset;
        var blocks = new BlockPlace[count];
        for (int i = 0; i < count; i++)
            blocks[i] = new BlockPlace(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
        return blocks;
    }
}
