using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>A cursor over the blocks of a binary file, in their own or another order.</summary>
internal sealed class BinaryCursor(BinaryView view, ActiveColumns active, int[] order) : RootCursor(view.Schema)
{
    private long _left = view.GetRowCount() ?? 0;
    private int _turn = -1;
    private int _block = -1;
    private int _row;
    private int _rows;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        RequireRow();
        id = new DataViewRowId((ulong)(((long)_block * view.RowsPerBlock) + _row), 0);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Require(column);
        if (column.Type.RawType != typeof(TValue))
            return Getters.Typed<TValue>(null, column);
        return column.Type is VectorDataViewType vector
            ? (ValueGetter<TValue>)Generic.Call<Delegate>(this, nameof(Vectors), vector.ItemType.RawType, column.Index)
            : Scalars<TValue>(column.Index);
    }

    protected override bool MoveNextCore()
    {
        if (_left == 0)
            return false;
        _left--;
        if (++_row < _rows)
            return true;
        _turn++;
        _block = order == null ? _turn : order[_turn];
        _rows = view.RowsIn(_block);
        _row = 0;
        return true;
    }

    private ValueGetter<T> Scalars<T>(int column)
    {
        var block = new BlockValues<T>(view, column);
        return (ref T value) =>
        {
            RequireRow();
            value = block.Of(_block)[_row];
        };
    }

    private ValueGetter<VBuffer<T>> Vectors<T>(int column)
    {
        var block = new BlockValues<VBuffer<T>>(view, column);
        return (ref VBuffer<T> value) =>
        {
            RequireRow();
            block.Of(_block)[_row].CopyTo(ref value);
        };
    }
}
