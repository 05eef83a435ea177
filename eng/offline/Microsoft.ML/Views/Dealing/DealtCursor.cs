namespace Microsoft.ML.Data;

/// <summary>A cursor over copies of the blocks of rows that it is dealt.</summary>
internal sealed class DealtCursor(RowDealer dealer, DataViewRowCursor input, ActiveColumns active) : RootCursor(input.Schema)
{
    private readonly ColumnPool[] _pools =
        [.. input.Schema.Select(c => active[c.Index] ? ColumnPool.Over(input, c, RowDealer.BlockRows) : null)];

    private readonly ColumnPool<DataViewRowId> _ids = ColumnPool.OfIds(input, RowDealer.BlockRows);
    private long _block;
    private int _count;
    private int _current;
    private bool _hasLeft;

    public override long Batch => _block;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        RequireRow();
        _ids.Fetch(_current, ref id);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Require(column);
        if (_pools[column.Index] is not ColumnPool<TValue> pool)
            return Getters.Typed<TValue>(null, column);
        return (ref TValue value) =>
        {
            RequireRow();
            pool.Fetch(_current, ref value);
        };
    }

    protected override bool MoveNextCore()
    {
        if (++_current < _count)
            return true;
        _current = 0;
        _count = dealer.Deal(Copy, out _block);
        return _count > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_hasLeft)
        {
            _hasLeft = true;
            dealer.Leave();
        }
        base.Dispose(disposing);
    }

    private void Copy(int slot)
    {
        foreach (ColumnPool pool in _pools)
            pool?.Fill(slot);
        _ids.Fill(slot);
    }
}
