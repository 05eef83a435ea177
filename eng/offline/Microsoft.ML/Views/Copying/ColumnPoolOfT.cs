namespace Microsoft.ML.Data;

/// <summary>The pooled values of one column.</summary>
internal sealed class ColumnPool<TValue>(ValueGetter<TValue> get, int slots, CopyValue<TValue> copy) : ColumnPool
{
    private readonly TValue[] _values = new TValue[slots];

    public override void Fill(int slot) => get(ref _values[slot]);

    public void Fetch(int slot, ref TValue value) => copy(in _values[slot], ref value);
}
