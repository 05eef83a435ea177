using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>Eight booleans a byte, the first in the lowest bit.</summary>
internal sealed class BooleanCodec : Codec<bool>
{
    public override DataViewType Type => BooleanDataViewType.Instance;

    public override string Name => nameof(Boolean);

    public override void Write(BinaryWriter writer, IReadOnlyList<bool> values)
    {
        for (int start = 0; start < values.Count; start += 8)
        {
            byte bits = 0;
            for (int i = start; i < Math.Min(start + 8, values.Count); i++)
                bits |= (byte)((values[i] ? 1 : 0) << (i - start));
            writer.Write(bits);
        }
    }

    public override bool[] Read(BinaryReader reader, int count)
    {
        var values = new bool[count];
        byte bits = 0;
        for (int i = 0; i < count; i++)
        {
            if (i % 8 == 0)
                bits = reader.ReadByte();
            values[i] = ((bits >> (i % 8)) & 1) != 0;
        }
        return values;
    }
}
