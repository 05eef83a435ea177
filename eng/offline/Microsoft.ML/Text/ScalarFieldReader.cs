namespace Microsoft.ML.Data;

/// <summary>A column of one field.</summary>
internal sealed class ScalarFieldReader<T> : FieldReader
{
    private readonly int _field;
    private readonly ItemParser<T> _items;
    private T _value;

    public ScalarFieldReader(TextColumn column, ItemParser<T> items)
    {
        _field = column.Segments[0].Start;
        _items = items;
        Getter = (ValueGetter<T>)((ref T value) => value = _value);
    }

    public override Delegate Getter { get; }

    public override void Read(FieldSplitter fields, int count, long line)
    {
        ReadOnlyMemory<char> field = fields.Field(_field);
        _value = field.IsEmpty ? _items.Empty : _items.Parse(field, 0, line);
    }
}
