using System.Text;

namespace Microsoft.ML.Binary;

/// <summary>Collects one column's values, and writes them as a block.</summary>
internal sealed class BlockWriter<T>(Codec<T> codec, ValueGetter<T> get) : IBlockWriter
{
    private readonly List<T> _values = [];

    public void Fetch()
    {
        // a value of its own: vectors would share their buffers otherwise
        T value = default;
        get(ref value);
        _values.Add(value);
    }

    public byte[] Take()
    {
        byte[] block = Encode(codec, _values);
        _values.Clear();
        return block;
    }

    public static byte[] Encode(Codec<T> codec, IReadOnlyList<T> values)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            codec.Write(writer, values);
        return stream.ToArray();
    }
}
