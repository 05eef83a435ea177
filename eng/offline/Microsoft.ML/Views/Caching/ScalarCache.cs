namespace Microsoft.ML.Data;

/// <summary>Values that are copied by assignment.</summary>
internal sealed class ScalarCache<T>(ValueGetter<T> get) : ColumnCache<T>
{
    private T[] _values = new T[64];
    private int _count;

    public override void Add()
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, 2 * _count);
        T value = default;
        get(ref value);
        _values[_count++] = value;
    }

    public override void Fetch(int row, ref T value) => value = _values[row];
}
