namespace Microsoft.ML.Data;

/// <summary>Draws each row from a pool of those that come next.</summary>
internal sealed class ShuffledCursor : RootCursor
{
    private readonly DataViewRowCursor _input;
    private readonly ActiveColumns _active;
    private readonly Random _random;
    private readonly ColumnPool[] _pools;
    private readonly ColumnPool<DataViewRowId> _ids;
    private readonly int[] _slots;
    private readonly int _poolRows;
    private int _first;
    private int _count;
    private int _current = -1;
    private bool _isDry;

    public ShuffledCursor(DataViewRowCursor input, ActiveColumns active, int poolRows, Random random)
        : base(input.Schema)
    {
        _input = input;
        _active = active;
        _random = random;
        _poolRows = poolRows;
        // one slot more than the pool holds: the row that was drawn last is still readable
        _slots = [.. Enumerable.Range(0, poolRows + 1)];
        _pools = [.. Schema.Select(c => active[c.Index] ? ColumnPool.Over(input, c, _slots.Length) : null)];
        _ids = ColumnPool.OfIds(input, _slots.Length);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => _ids.Fetch(_current, ref id);

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Require(column);
        var pool = _pools[column.Index] as ColumnPool<TValue>;
        return pool == null ? Getters.Typed<TValue>(null, column) : (ref TValue value) => pool.Fetch(_current, ref value);
    }

    protected override bool MoveNextCore()
    {
        Refill();
        if (_count == 0)
            return false;
        int drawn = (_first + _random.Next(_count)) % _slots.Length;
        (_slots[drawn], _slots[_first]) = (_slots[_first], _slots[drawn]);
        _current = _slots[_first];
        _first = (_first + 1) % _slots.Length;
        _count--;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private void Refill()
    {
        while (_count < _poolRows && !_isDry)
        {
            if (!_input.MoveNext())
            {
                _isDry = true;
                return;
            }
            int slot = _slots[(_first + _count) % _slots.Length];
            foreach (ColumnPool pool in _pools)
                pool?.Fill(slot);
            _ids.Fill(slot);
            _count++;
        }
    }
}
