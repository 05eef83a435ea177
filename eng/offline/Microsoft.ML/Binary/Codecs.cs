using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>Finds codecs by type and by description.</summary>
internal static class Codecs
{
    private static readonly Codec[] _simple =
    [
        new NumberCodec<sbyte>(NumberDataViewType.SByte), new NumberCodec<byte>(NumberDataViewType.Byte),
        new NumberCodec<short>(NumberDataViewType.Int16), new NumberCodec<ushort>(NumberDataViewType.UInt16),
        new NumberCodec<int>(NumberDataViewType.Int32), new NumberCodec<uint>(NumberDataViewType.UInt32),
        new NumberCodec<long>(NumberDataViewType.Int64), new NumberCodec<ulong>(NumberDataViewType.UInt64),
        new NumberCodec<float>(NumberDataViewType.Single), new NumberCodec<double>(NumberDataViewType.Double),
        new NumberCodec<TimeSpan>(TimeSpanDataViewType.Instance), new NumberCodec<DataViewRowId>(RowIdDataViewType.Instance),
        new TextCodec(), new BooleanCodec(), new DateTimeCodec(), new DateTimeOffsetCodec(),
    ];

    /// <summary>The codec of a type, or null if its values cannot be saved.</summary>
    public static Codec Of(DataViewType type) => type switch
    {
        KeyDataViewType key => Key(key),
        VectorDataViewType vector => Of(vector.ItemType) is { } items ? Vector(vector, items) : null,
        _ => Array.Find(_simple, c => c.Type.Equals(type)),
    };

    public static void WriteDescription(BinaryWriter writer, Codec codec)
    {
        using var parameters = new MemoryStream();
        using (var inner = new BinaryWriter(parameters, Encoding.UTF8, leaveOpen: true))
            codec.WriteParameters(inner);
        writer.Write(codec.Name);
        writer.WriteLeb((ulong)parameters.Length);
        writer.Write(parameters.GetBuffer(), 0, (int)parameters.Length);
    }

    public static Codec ReadDescription(BinaryReader reader)
    {
        string name = reader.ReadString();
        reader.ReadLeb();
        switch (name)
        {
            case "Key2":
                return Key(new KeyDataViewType(ReadDescription(reader).Type.RawType, reader.ReadUInt64()));
            case "VBuffer":
                Codec items = ReadDescription(reader);
                var dimensions = new int[reader.ReadInt32()];
                for (int i = 0; i < dimensions.Length; i++)
                    dimensions[i] = reader.ReadInt32();
                return Vector(new VectorDataViewType((PrimitiveDataViewType)items.Type, dimensions), items);
            default:
                return Array.Find(_simple, c => c.Name == name) ?? throw new FormatException($"Unknown kind of column '{name}'.");
        }
    }

    private static Codec Key(KeyDataViewType type) =>
        Generic.Call<Codec>(typeof(Codecs), nameof(KeyOf), type.RawType, type, Of(ColumnTypes.OfRaw(type.RawType)));

    private static Codec Vector(VectorDataViewType type, Codec items) =>
        Generic.Call<Codec>(typeof(Codecs), nameof(VectorOf), items.Type.RawType, type, items);

    private static KeyCodec<T> KeyOf<T>(KeyDataViewType type, Codec numbers) => new(type, (Codec<T>)numbers);

    private static VectorCodec<T> VectorOf<T>(VectorDataViewType type, Codec items) => new(type, (Codec<T>)items);
}
