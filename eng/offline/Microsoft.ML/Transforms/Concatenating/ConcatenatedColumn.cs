using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A concatenation bound to a schema: its type, its annotations and its values.</summary>
internal sealed class ConcatenatedColumn
{
    private readonly VectorDataViewType _type;

    public ConcatenatedColumn(DataViewSchema schema, Concatenation concatenation)
    {
        Sources = Array.ConvertAll(
            concatenation.Inputs,
            name => schema.GetColumnOrNull(name) ?? throw Fail.ColumnMissing("inputSchema", "input", name));
        DataViewType itemType = Sources[0].Type.ItemType();
        foreach (DataViewSchema.Column source in Sources)
        {
            if (!source.Type.ItemType().Equals(itemType))
                throw Fail.ColumnType("inputSchema", "input", source.Name, itemType.ToString(), source.Type.ToString());
        }
        bool varies = Array.Exists(Sources, c => c.Type.ValueCount() == 0);
        _type = new VectorDataViewType((PrimitiveDataViewType)itemType, varies ? 0 : Sources.Sum(c => c.Type.ValueCount()));
        Column = IsIdentity
            ? new DataViewSchema.DetachedColumn(concatenation.Output, Sources[0].Type, Sources[0].Annotations)
            : new DataViewSchema.DetachedColumn(concatenation.Output, _type, Annotations());
    }

    public DataViewSchema.Column[] Sources { get; }

    public DataViewSchema.DetachedColumn Column { get; }

    private bool IsIdentity => Sources.Length == 1 && Sources[0].Type is VectorDataViewType;

    public Delegate GetterOver(DataViewRow input) => IsIdentity
        ? Getters.Of(input, input.Schema[Sources[0].Index])
        : Generic.Call<Delegate>(this, nameof(Joined), _type.ItemType.RawType, input);

    private DataViewSchema.Annotations Annotations()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (_type.ItemType is NumberDataViewType && Array.TrueForAll(Sources, c => c.IsNormalized()))
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (_type.IsKnownSize && Array.Exists(Sources, c => c.Type is not VectorDataViewType || c.HasSlotNames()))
        {
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
                AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, _type.Size), GetSlotNames);
        }
        int ranges = Sources.Sum(c => RangesOf(c)?.Length ?? 0);
        if (_type.IsKnownSize && ranges > 0)
        {
            annotations.Add<VBuffer<int>>(
                AnnotationKinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, ranges / 2, 2), GetCategoricalSlotRanges);
        }
        return annotations.ToAnnotations();
    }

    /// <summary>First and last place of each category in a source, or null.</summary>
    private static int[] RangesOf(DataViewSchema.Column source)
    {
        if (source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.CategoricalSlotRanges)?.Type is not VectorDataViewType { IsKnownSize: true } type
            || type.ItemType != NumberDataViewType.Int32)
            return null;
        VBuffer<int> ranges = default;
        source.Annotations.GetValue(AnnotationKinds.CategoricalSlotRanges, ref ranges);
        return [.. ranges.DenseValues()];
    }

    private void GetCategoricalSlotRanges(ref VBuffer<int> ranges)
    {
        List<int> all = [];
        int slot = 0;
        foreach (DataViewSchema.Column source in Sources)
        {
            foreach (int place in RangesOf(source) ?? [])
                all.Add(slot + place);
            slot += source.Type.ValueCount();
        }
        VBufferEditor<int> editor = VBufferEditor.Create(ref ranges, all.Count);
        all.CopyTo(editor.Values);
        ranges = editor.Commit();
    }

    private void GetSlotNames(ref VBuffer<ReadOnlyMemory<char>> names)
    {
        VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref names, _type.Size);
        editor.Values.Clear();
        int slot = 0;
        VBuffer<ReadOnlyMemory<char>> inner = default;
        foreach (DataViewSchema.Column source in Sources)
        {
            if (source.Type is not VectorDataViewType)
                editor.Values[slot] = source.Name.AsMemory();
            else if (source.HasSlotNames())
            {
                source.GetSlotNames(ref inner);
                foreach ((int place, ReadOnlyMemory<char> name) in inner.Items())
                    editor.Values[slot + place] = name.IsEmpty ? default : $"{source.Name}.{name}".AsMemory();
            }
            slot += source.Type.ValueCount();
        }
        names = editor.Commit();
    }

    private ValueGetter<VBuffer<T>> Joined<T>(DataViewRow input)
    {
        Part<T>[] parts = Array.ConvertAll(Sources, source => new Part<T>(input, input.Schema[source.Index]));
        return (ref VBuffer<T> destination) =>
        {
            int length = 0;
            int count = 0;
            foreach (Part<T> part in parts)
            {
                part.Fetch();
                length = checked(length + part.Value.Length);
                count += part.Value.GetValues().Length;
            }
            Join(parts, length, count, ref destination);
        };
    }

    private static void Join<T>(Part<T>[] parts, int length, int count, ref VBuffer<T> destination)
    {
        // sparse when at most half of the slots are held
        bool isSparse = count <= length / 2;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, isSparse ? count : length);
        int offset = 0;
        int held = 0;
        foreach (Part<T> part in parts)
        {
            if (isSparse)
            {
                ReadOnlySpan<T> values = part.Value.GetValues();
                for (int i = 0; i < values.Length; i++)
                {
                    editor.Values[held] = values[i];
                    editor.Indices[held++] = offset + (part.Value.IsDense ? i : part.Value.GetIndices()[i]);
                }
            }
            else
            {
                part.Value.CopyTo(editor.Values, offset);
            }
            offset += part.Value.Length;
        }
        destination = editor.Commit();
    }

    /// <summary>One source's current value, a scalar as a vector of one slot.</summary>
    private sealed class Part<T>
    {
        private readonly ValueGetter<T> _scalar;
        private readonly ValueGetter<VBuffer<T>> _vector;
        private readonly T[] _one;
        private readonly DataViewSchema.Column _source;

        public Part(DataViewRow input, DataViewSchema.Column source)
        {
            _source = source;
            if (source.Type is VectorDataViewType)
            {
                _vector = input.GetGetter<VBuffer<T>>(source);
                return;
            }
            _scalar = input.GetGetter<T>(source);
            _one = new T[1];
            Value = new VBuffer<T>(1, _one);
        }

        public VBuffer<T> Value;

        public void Fetch()
        {
            if (_scalar != null)
            {
                _scalar(ref _one[0]);
                return;
            }
            _vector(ref Value);
            int size = _source.Type.ValueCount();
            Check.State(size == 0 || size == Value.Length, $"Column '{_source.Name}': expected {size} slots, but got {Value.Length}");
        }
    }
}
