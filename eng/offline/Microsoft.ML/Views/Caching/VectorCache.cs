namespace Microsoft.ML.Data;

/// <summary>Vectors, each in buffers of its own.</summary>
internal sealed class VectorCache<T>(ValueGetter<VBuffer<T>> get) : ColumnCache<VBuffer<T>>
{
    private readonly List<VBuffer<T>> _values = [];
    private VBuffer<T> _current;

    public override void Add()
    {
        get(ref _current);
        VBuffer<T> copy = default;
        _current.CopyTo(ref copy);
        _values.Add(copy);
    }

    public override void Fetch(int row, ref VBuffer<T> value) => _values[row].CopyTo(ref value);
}
