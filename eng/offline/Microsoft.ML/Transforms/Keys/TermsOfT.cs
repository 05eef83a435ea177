using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The values that have keys, in the keys' order.</summary>
internal sealed class Terms<T> : Terms
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    public Terms(PrimitiveDataViewType itemType, T[] values)
        : base(itemType, values.Length)
    {
        _values = values;
        _keys = new Dictionary<T, uint>(values.Length, TermComparer.For<T>());
        for (int i = 0; i < values.Length; i++)
            _keys.Add(values[i], (uint)i + 1);
    }

    public override Delegate KeysOver(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return Vectors(row.GetGetter<VBuffer<T>>(column));
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return (ValueGetter<uint>)((ref uint key) =>
        {
            get(ref value);
            key = KeyOf(value);
        });
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText, DataViewSchema.Column source)
    {
        if (Count == 0)
            return;
        if (ItemType is KeyDataViewType key && source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType names
            && (ulong)names.Size == key.Count)
        {
            Generic.Call<object>(this, nameof(AddNames), names.ItemType.RawType, annotations, asText, source, names.ItemType);
            return;
        }
        AddValues(annotations, asText, _values, ItemType);
    }

    public override void Save(ModelSaveContext context)
    {
        bool isText = ItemType is TextDataViewType;
        context.Writer.Write((byte)(isText ? 0 : 1));
        if (!isText)
        {
            Binary.Codec codec = Binary.Codecs.Of(ItemType);
            Binary.Codecs.WriteDescription(context.Writer, codec);
            context.Writer.Write(Count);
            ((Binary.Codec<T>)codec).Write(context.Writer, _values);
            return;
        }
        context.Writer.Write(Count);
        foreach (T value in _values)
            context.WriteText(value.ToString());
    }

    public override void WriteText(TextWriter writer)
    {
        string type = ItemType is TextDataViewType ? "" : $" of type '{ItemType}'";
        writer.WriteLine($"# Number of terms{type} = {Count.ToString(CultureInfo.InvariantCulture)}");
        for (int i = 0; i < _values.Length; i++)
            writer.WriteLine($"{i.ToString(CultureInfo.InvariantCulture)}\t{TextFormatter.Name(_values[i], ItemType)}");
    }

    private uint KeyOf(T value) => _keys.TryGetValue(value, out uint key) ? key : 0;

    private ValueGetter<VBuffer<uint>> Vectors(ValueGetter<VBuffer<T>> get)
    {
        bool isDefaultMissing = KeyOf(default) == 0;
        VBuffer<T> value = default;
        return (ref VBuffer<uint> keys) =>
        {
            get(ref value);
            if (!value.IsDense && !isDefaultMissing)
                value.CopyToDense(ref value);
            ReadOnlySpan<T> items = value.GetValues();
            VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, value.Length, items.Length);
            value.GetIndices().CopyTo(editor.Indices);
            for (int i = 0; i < items.Length; i++)
                editor.Values[i] = KeyOf(items[i]);
            keys = editor.Commit();
        };
    }

    // keys of keys are named as the first keys are
    private object AddNames<TName>(
        DataViewSchema.Annotations.Builder annotations, bool asText, DataViewSchema.Column source, PrimitiveDataViewType nameType)
    {
        VBuffer<TName> names = default;
        source.GetKeyValues(ref names);
        TName[] values = Array.ConvertAll(
            _values, key => names.GetItemOrDefault((int)Convert.ToUInt64(key, CultureInfo.InvariantCulture) - 1));
        AddValues(annotations, asText, values, nameType);
        return null;
    }

    private static void AddValues<TValue>(
        DataViewSchema.Annotations.Builder annotations, bool asText, TValue[] values, PrimitiveDataViewType type)
    {
        if (asText && type is not TextDataViewType)
        {
            AddValues(annotations, false, Array.ConvertAll(values, v => TextFormatter.Name(v, type).AsMemory()), TextDataViewType.Instance);
            return;
        }
        annotations.Add<VBuffer<TValue>>(
            AnnotationKinds.KeyValues,
            new VectorDataViewType(type, values.Length),
            (ref VBuffer<TValue> destination) => VBuffer<TValue>.Copy(values, 0, ref destination, values.Length));
    }
}
