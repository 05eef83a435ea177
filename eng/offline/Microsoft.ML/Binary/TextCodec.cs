using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>The ends of the texts, and then all texts as one.</summary>
internal sealed class TextCodec : Codec<ReadOnlyMemory<char>>
{
    public override DataViewType Type => TextDataViewType.Instance;

    public override string Name => "TextSpan";

    public override void Write(BinaryWriter writer, IReadOnlyList<ReadOnlyMemory<char>> values)
    {
        writer.Write(values.Count);
        var all = new StringBuilder();
        foreach (ReadOnlyMemory<char> value in values)
        {
            all.Append(value);
            writer.Write(all.Length);
        }
        writer.Write(all.ToString());
    }

    public override ReadOnlyMemory<char>[] Read(BinaryReader reader, int count)
    {
        Check.Format(reader.ReadInt32() == count);
        var ends = new int[count];
        for (int i = 0; i < count; i++)
            ends[i] = reader.ReadInt32();
        string all = reader.ReadString();
        var values = new ReadOnlyMemory<char>[count];
        int start = 0;
        for (int i = 0; i < count; start = ends[i++])
        {
            Check.Format(start <= ends[i] && ends[i] <= all.Length);
            values[i] = all.AsMemory(start, ends[i] - start);
        }
        return values;
    }
}
