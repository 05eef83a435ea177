using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>Vectors: their lengths, how many items each holds (−1 for all), the places of the sparse ones' items, and then all items.</summary>
internal sealed class VectorCodec<T>(VectorDataViewType type, Codec<T> items) : Codec<VBuffer<T>>
{
    private const int Dense = -1;

    public override DataViewType Type => type;

    public override string Name => "VBuffer";

    public override void WriteParameters(BinaryWriter writer)
    {
        Codecs.WriteDescription(writer, items);
        WriteIntegers(writer, type.Dimensions);
    }

    public override void Write(BinaryWriter writer, IReadOnlyList<VBuffer<T>> values)
    {
        writer.Write(values.Count);
        WriteLengths(writer, values);
        foreach (VBuffer<T> value in values)
            writer.Write(value.IsDense ? Dense : value.GetValues().Length);
        List<int> places = [];
        List<T> all = [];
        foreach (VBuffer<T> value in values)
        {
            places.AddRange(value.GetIndices());
            all.AddRange(value.GetValues());
        }
        WriteIntegers(writer, places);
        items.Write(writer, all);
    }

    public override VBuffer<T>[] Read(BinaryReader reader, int count)
    {
        Check.Format(reader.ReadInt32() == count);
        int size = reader.ReadInt32();
        Check.Format(type.IsKnownSize ? size == type.Size : size >= 0);
        int[] lengths = size > 0 ? [.. Enumerable.Repeat(size, count)] : ReadIntegers(reader, count);
        int[] counts = ReadIntegers(reader, count);
        int[] places = ReadIntegers(reader, reader.ReadInt32());
        T[] all = items.Read(reader, lengths.Zip(counts, (length, held) => held == Dense ? length : held).Sum());
        var values = new VBuffer<T>[count];
        int place = 0;
        int item = 0;
        for (int i = 0; i < count; i++)
        {
            int held = counts[i] == Dense ? lengths[i] : counts[i];
            int[] indices = counts[i] == Dense ? null : places[place..(place += held)];
            values[i] = new VBuffer<T>(lengths[i], held, all[item..(item += held)], indices);
        }
        return values;
    }

    private void WriteLengths(BinaryWriter writer, IReadOnlyList<VBuffer<T>> values)
    {
        if (type.IsKnownSize)
        {
            Check.State(values.All(v => v.Length == type.Size), $"A vector is not of the {type.Size} slots that its type says.");
            writer.Write(type.Size);
            return;
        }
        int common = values.Count == 0 ? 0 : values[0].Length;
        if (values.Any(v => v.Length != common))
            common = 0;
        writer.Write(common);
        if (common > 0)
            return;
        foreach (VBuffer<T> value in values)
            writer.Write(value.Length);
    }

    private static void WriteIntegers(BinaryWriter writer, IReadOnlyList<int> values)
    {
        writer.Write(values.Count);
        foreach (int value in values)
            writer.Write(value);
    }

    private static int[] ReadIntegers(BinaryReader reader, int count)
    {
        Check.Format(count >= 0);
        var values = new int[count];
        for (int i = 0; i < count; i++)
            values[i] = reader.ReadInt32();
        return values;
    }
}
