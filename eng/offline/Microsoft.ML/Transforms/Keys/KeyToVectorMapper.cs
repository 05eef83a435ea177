using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to vectors.</summary>
internal sealed class KeyToVectorMapper(KeyToVectorMappingTransformer parent, DataViewSchema schema, int[] inputs) : OneToOneMapper(schema, inputs)
{
    public override DataViewSchema.DetachedColumn[] Outputs => [.. parent.Pairs.Select((p, i) => Output(p.Output, InputOf(i), parent.Counts[i]))];

    public override Delegate GetterOf(int output, DataViewRow input)
    {
        DataViewSchema.Column column = input.Schema[InputOf(output).Index];
        int size = SizeOf(column.Type.ItemType());
        if (column.Type is not VectorDataViewType)
            return Scalars(input.GetGetter<uint>(column), size);
        ValueGetter<VBuffer<uint>> get = input.GetGetter<VBuffer<uint>>(column);
        return parent.Counts[output] ? Sums(get, size) : Sequences(get, size);
    }

    private static ValueGetter<VBuffer<float>> Scalars(ValueGetter<uint> get, int size)
    {
        uint key = 0;
        return (ref VBuffer<float> vector) =>
        {
            get(ref key);
            bool isThere = key > 0 && key <= size;
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, size, isThere ? 1 : 0, requireIndicesOnDense: true);
            if (isThere)
                (editor.Values[0], editor.Indices[0]) = (1, (int)key - 1);
            vector = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> Sums(ValueGetter<VBuffer<uint>> get, int size)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<float> vector) =>
        {
            get(ref keys);
            var counts = new SortedDictionary<int, float>();
            foreach (uint key in keys.GetValues())
            {
                if (key > 0 && key <= size)
                    counts[(int)key - 1] = counts.GetValueOrDefault((int)key - 1) + 1;
            }
            Put(ref vector, size, [.. counts.Keys], [.. counts.Values]);
        };
    }

    private static ValueGetter<VBuffer<float>> Sequences(ValueGetter<VBuffer<uint>> get, int size)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<float> vector) =>
        {
            get(ref keys);
            int[] places = [.. keys.Items().Where(k => k.Value > 0 && k.Value <= size).Select(k => (k.Key * size) + (int)k.Value - 1)];
            Put(ref vector, checked(size * keys.Length), places, [.. places.Select(_ => 1f)]);
        };
    }

    private static void Put(ref VBuffer<float> vector, int length, int[] places, float[] values)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, length, places.Length, requireIndicesOnDense: true);
        places.CopyTo(editor.Indices);
        values.CopyTo(editor.Values);
        vector = editor.Commit();
    }

    private static DataViewSchema.DetachedColumn Output(string name, DataViewSchema.Column input, bool counts)
    {
        if (input.Type.ItemType() is not KeyDataViewType || input.Type.ItemType().RawType != typeof(uint))
            throw Fail.ColumnType("inputSchema", "input", input.Name, "Key<UInt32>", input.Type.ToString());
        int size = SizeOf(input.Type.ItemType());
        int values = input.Type.ValueCount();
        bool isOne = counts || values == 1;
        var annotations = new DataViewSchema.Annotations.Builder();
        if (input.Type is not VectorDataViewType && input.HasKeyValues())
            annotations.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), NamesOf(input));
        if (!counts && values > 0)
            annotations.Add(AnnotationKinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, values, 2), RangesOf(values, size));
        if (!counts || input.Type is not VectorDataViewType)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        VectorDataViewType type = isOne ? new(NumberDataViewType.Single, size) : new(NumberDataViewType.Single, values, size);
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> NamesOf(DataViewSchema.Column keys) =>
        (ref VBuffer<ReadOnlyMemory<char>> names) => keys.GetKeyValues(ref names);

    /// <summary>First and last place of each key's vector.</summary>
    private static ValueGetter<VBuffer<int>> RangesOf(int values, int size) => (ref VBuffer<int> ranges) =>
    {
        VBufferEditor<int> editor = VBufferEditor.Create(ref ranges, 2 * values);
        for (int i = 0; i < values; i++)
            (editor.Values[2 * i], editor.Values[(2 * i) + 1]) = (i * size, ((i + 1) * size) - 1);
        ranges = editor.Commit();
    };

    private static int SizeOf(DataViewType key) => checked((int)key.KeyCount());
}
