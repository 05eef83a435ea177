using Microsoft.ML.Data;

namespace Microsoft.ML.Binary;

/// <summary>All offsets in minutes, and then all points in time as ticks.</summary>
internal sealed class DateTimeOffsetCodec : Codec<DateTimeOffset>
{
    public override DataViewType Type => DateTimeOffsetDataViewType.Instance;

    public override string Name => nameof(DateTimeOffset);

    public override void Write(BinaryWriter writer, IReadOnlyList<DateTimeOffset> values)
    {
        foreach (DateTimeOffset value in values)
            writer.Write((short)value.Offset.TotalMinutes);
        foreach (DateTimeOffset value in values)
            writer.Write(value.DateTime.Ticks);
    }

    public override DateTimeOffset[] Read(BinaryReader reader, int count)
    {
        var offsets = new short[count];
        for (int i = 0; i < count; i++)
            offsets[i] = reader.ReadInt16();
        var values = new DateTimeOffset[count];
        for (int i = 0; i < count; i++)
            values[i] = new DateTimeOffset(new DateTime(reader.ReadInt64()), TimeSpan.FromMinutes(offsets[i]));
        return values;
    }
}
