using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>The annotations of one column: their values, and then where each of them lies.</summary>
internal static class AnnotationTable
{
    /// <summary>Writes values and table; returns where the table is, or 0 if there is nothing to write.</summary>
    public static long Write(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        List<(string Name, Codec Codec, byte Compression, long Offset, long Length)> written = [];
        foreach (DataViewSchema.Column column in annotations.Schema)
        {
            if (Codecs.Of(column.Type) is not { } codec)
                continue;
            byte[] plain = Generic.Call<byte[]>(typeof(AnnotationTable), nameof(Encode), column.Type.RawType, annotations, column, codec);
            byte[] compressed = Compression.Compress(plain);
            bool isSmaller = compressed.Length < plain.Length;
            long offset = writer.BaseStream.Position;
            writer.Write(isSmaller ? compressed : plain);
            byte kind = isSmaller ? Compression.Deflate : Compression.None;
            written.Add((column.Name, codec, kind, offset, writer.BaseStream.Position - offset));
        }
        if (written.Count == 0)
            return 0;
        long table = writer.BaseStream.Position;
        writer.WriteLeb((ulong)written.Count);
        foreach ((string name, Codec codec, byte compression, long offset, long length) in written)
        {
            writer.Write(name);
            Codecs.WriteDescription(writer, codec);
            writer.Write(compression);
            writer.Write(offset);
            writer.WriteLeb((ulong)length);
        }
        return table;
    }

    public static DataViewSchema.Annotations Read(BinaryReader reader, long table)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (table == 0)
            return annotations.ToAnnotations();
        reader.BaseStream.Position = table;
        int count = reader.ReadLebInt();
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            Codec codec = Codecs.ReadDescription(reader);
            byte compression = reader.ReadByte();
            long offset = reader.ReadInt64();
            int length = reader.ReadLebInt();
            long next = reader.BaseStream.Position;
            reader.BaseStream.Position = offset;
            byte[] bytes = reader.ReadBytes(length);
            reader.BaseStream.Position = next;
            Delegate getter = Generic.Call<Delegate>(typeof(AnnotationTable), nameof(Decode), codec.Type.RawType, codec, compression, bytes);
            annotations.Add(name, codec.Type, getter);
        }
        return annotations.ToAnnotations();
    }

    private static byte[] Encode<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column, Codec codec)
    {
        T value = default;
        annotations.GetGetter<T>(column)(ref value);
        return BlockWriter<T>.Encode((Codec<T>)codec, [value]);
    }

    private static ValueGetter<T> Decode<T>(Codec codec, byte compression, byte[] bytes)
    {
        using var reader = new BinaryReader(Compression.Open(compression, bytes), Encoding.UTF8);
        T value = ((Codec<T>)codec).Read(reader, 1)[0];
        return (ref T destination) => destination = value;
    }
}
