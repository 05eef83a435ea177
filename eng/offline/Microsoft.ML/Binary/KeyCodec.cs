using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>Keys as numbers; the type says how many there are.</summary>
internal sealed class KeyCodec<T>(KeyDataViewType type, Codec<T> numbers) : Codec<T>
{
    public override DataViewType Type => type;

    public override string Name => "Key2";

    public override void WriteParameters(BinaryWriter writer)
    {
        Codecs.WriteDescription(writer, numbers);
        writer.Write(type.Count);
    }

    public override void Write(BinaryWriter writer, IReadOnlyList<T> values) => numbers.Write(writer, values);

    public override T[] Read(BinaryReader reader, int count) => numbers.Read(reader, count);
}
