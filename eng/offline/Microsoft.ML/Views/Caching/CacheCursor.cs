namespace Microsoft.ML.Data;

/// <summary>A cursor over a cache; the cache is filled when the first row is asked for.</summary>
internal sealed class CacheCursor(CacheView view, ActiveColumns active, RowOrder order, IRowPicker picker) : RootCursor(view.Schema)
{
    private int[] _permutation;
    private bool _isStarted;
    private int _rows;
    private int _row = -1;

    public override long Batch => picker.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        RequireRow();
        id = new DataViewRowId((ulong)_row, 0);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Require(column);
        if (column.Type.RawType != typeof(TValue))
            return Getters.Typed<TValue>(null, column);
        ColumnCache<TValue> cache = null;
        return (ref TValue value) =>
        {
            RequireRow();
            cache ??= (ColumnCache<TValue>)view.ColumnOf(column.Index);
            cache.Fetch(_row, ref value);
        };
    }

    protected override bool MoveNextCore()
    {
        if (!_isStarted)
            Start();
        int place = picker.Next(_rows);
        if (place < 0)
            return false;
        _row = _permutation == null ? place : _permutation[place];
        return true;
    }

    private void Start()
    {
        _isStarted = true;
        view.Fill(active);
        _rows = (int)view.GetRowCount();
        _permutation = order.Of(_rows);
    }
}
