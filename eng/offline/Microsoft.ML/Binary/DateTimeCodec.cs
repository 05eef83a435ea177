using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>Points in time as ticks.</summary>
internal sealed class DateTimeCodec : Codec<DateTime>
{
    public override DataViewType Type => DateTimeDataViewType.Instance;

    public override string Name => nameof(DateTime);

    public override void Write(BinaryWriter writer, IReadOnlyList<DateTime> values)
    {
        foreach (DateTime value in values)
            writer.Write(value.Ticks);
    }

    public override DateTime[] Read(BinaryReader reader, int count)
    {
        var values = new DateTime[count];
        for (int i = 0; i < count; i++)
            values[i] = new DateTime(reader.ReadInt64());
        return values;
    }
}
