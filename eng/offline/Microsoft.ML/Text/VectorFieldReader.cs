namespace Microsoft.ML.Data;

/// <summary>A column of several fields; sparse when at most half of them hold something.</summary>
internal sealed class VectorFieldReader<T> : FieldReader
{
    private readonly TextColumn _column;
    private readonly ItemParser<T> _items;
    private readonly List<int> _slots = [];
    private readonly List<T> _values = [];
    private int _size;

    public VectorFieldReader(TextColumn column, ItemParser<T> items)
    {
        _column = column;
        _items = items;
        Getter = (ValueGetter<VBuffer<T>>)Get;
    }

    public override Delegate Getter { get; }

    public override void Read(FieldSplitter fields, int count, long line)
    {
        _slots.Clear();
        _values.Clear();
        _size = _column.SizeOn(count);
        int slot = 0;
        foreach ((int start, int? end) in _column.Segments)
        {
            for (int i = start; i < (end ?? count); i++, slot++)
            {
                ReadOnlyMemory<char> field = fields.Field(i);
                if (field.IsEmpty && !_items.KeepsEmpty)
                    continue;
                _slots.Add(slot);
                _values.Add(field.IsEmpty ? _items.Empty : _items.Parse(field, slot, line));
            }
        }
    }

    private void Get(ref VBuffer<T> destination)
    {
        bool isDense = _values.Count > _size / 2;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, _size, isDense ? _size : _values.Count);
        if (isDense)
            editor.Values.Clear();
        for (int i = 0; i < _values.Count; i++)
        {
            editor.Values[isDense ? _slots[i] : i] = _values[i];
            if (!isDense)
                editor.Indices[i] = _slots[i];
        }
        destination = editor.Commit();
    }
}
