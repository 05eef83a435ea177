using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>Numbers, row ids and lengths of time: their bytes one after another.</summary>
internal sealed class NumberCodec<T>(DataViewType type) : Codec<T>
    where T : unmanaged
{
    public override DataViewType Type { get; } = type;

    public override string Name => typeof(T).Name;

    public override void Write(BinaryWriter writer, IReadOnlyList<T> values)
    {
        foreach (T value in values)
            writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
    }

    public override T[] Read(BinaryReader reader, int count)
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
