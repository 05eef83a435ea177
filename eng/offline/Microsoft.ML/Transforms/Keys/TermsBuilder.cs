using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects one column's values: each once, missing ones never, at most so many.</summary>
internal sealed class TermsBuilder<T> : ITermsBuilder
{
    private readonly PrimitiveDataViewType _itemType;
    private readonly KeyMapping _column;
    private readonly ValueGetter<T> _getScalar;
    private readonly ValueGetter<VBuffer<T>> _getVector;
    private readonly Func<T, bool> _isMissing;
    private readonly HashSet<T> _seen = new(TermComparer.For<T>());
    private readonly List<T> _values = [];
    private VBuffer<T> _vector;

    public TermsBuilder(DataViewRow row, DataViewSchema.Column source, KeyMapping column)
    {
        _column = column;
        _itemType = (PrimitiveDataViewType)source.Type.ItemType();
        _isMissing = MissingOf(_itemType);
        if (source.Type is VectorDataViewType)
            _getVector = row.GetGetter<VBuffer<T>>(source);
        else
            _getScalar = row.GetGetter<T>(source);
    }

    public bool WantsMore => _values.Count < _column.KeysMax;

    public void Add()
    {
        if (!WantsMore)
            return;
        if (_getScalar != null)
        {
            T value = default;
            _getScalar(ref value);
            AddValue(value);
            return;
        }
        _getVector(ref _vector);
        AddItems();
    }

    public Terms Finish()
    {
        if (_column.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            _values.Sort(TermComparer.Order<T>());
        return Terms.Of(_itemType, _values.ToArray());
    }

    private static Func<T, bool> MissingOf(DataViewType type)
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return value => ((ReadOnlyMemory<char>)(object)value).IsEmpty;
        if (typeof(T) == typeof(float))
            return value => float.IsNaN((float)(object)value);
        if (typeof(T) == typeof(double))
            return value => double.IsNaN((double)(object)value);
        bool isKey = type is KeyDataViewType;
        return value => isKey && EqualityComparer<T>.Default.Equals(value, default);
    }

    private void AddItems()
    {
        // the first slot that a sparse vector leaves out counts as its default, at its place
        int expected = 0;
        foreach ((int slot, T item) in _vector.Items())
        {
            if (slot != expected++)
                AddValue(default);
            AddValue(item);
        }
        if (!_vector.IsDense)
            AddValue(default);
    }

    private void AddValue(T value)
    {
        if (!WantsMore || _isMissing(value) || _seen.Contains(value))
            return;
        // text must not stay tied to the cursor's buffer
        if (value is ReadOnlyMemory<char> text)
            value = (T)(object)text.ToString().AsMemory();
        _seen.Add(value);
        _values.Add(value);
    }
}
