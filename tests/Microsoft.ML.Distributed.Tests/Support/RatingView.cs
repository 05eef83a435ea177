using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>
/// A view of rating rows that deals its batches out to as many cursors as it is told, at random, as ML.NET's own views do; or to one.
/// </summary>
internal sealed class RatingView : IDataView
{
    private readonly RatingRow[] _rows;

    internal RatingView(IEnumerable<RatingRow> rows, int columnKeys, int rowKeys)
        : this(rows, SchemaOf(new KeyDataViewType(typeof(uint), columnKeys), new KeyDataViewType(typeof(uint), rowKeys), NumberDataViewType.Single))
    {
    }

    internal RatingView(IEnumerable<RatingRow> rows, DataViewSchema schema)
    {
        _rows = [.. rows];
        Schema = schema;
    }

    /// <summary>Cursors that a set has, whatever is asked for.</summary>
    internal int Cursors { get; init; } = 1;

    /// <summary>Rows of a batch.</summary>
    internal int BatchRows { get; init; } = 5;

    /// <summary>Called before each row is given.</summary>
    internal Action<int>? BeforeRow { get; init; }

    /// <summary>Decides which cursor gets which batch.</summary>
    internal int Seed { get; init; } = 1;

    /// <summary>How often rows were read.</summary>
    internal int Passes { get; private set; }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public static DataViewSchema SchemaOf(DataViewType column, DataViewType row, DataViewType label)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Column", column);
        schema.AddColumn("Row", row);
        schema.AddColumn("Label", label);
        return schema.ToSchema();
    }

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Passes++;
        return new Cursor(this, [.. Enumerable.Range(0, _rows.Length)]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        Passes++;
        var random = new Random(Seed);
        var dealt = Enumerable.Range(0, Cursors).Select(_ => new List<int>()).ToArray();
        for (int batch = 0; batch * BatchRows < _rows.Length; batch++)
            dealt[random.Next(Cursors)].AddRange(Enumerable.Range(batch * BatchRows, Math.Min(BatchRows, _rows.Length - (batch * BatchRows))));
        return [.. dealt.Select(rows => new Cursor(this, rows))];
    }

    private sealed class Cursor(RatingView view, List<int> rows) : DataViewRowCursor
    {
        private int _at = -1;

        public override long Position => _at;

        public override long Batch => rows[_at] / view.BatchRows;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            if (++_at >= rows.Count)
                return false;
            view.BeforeRow?.Invoke(rows[_at]);
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name switch
            {
                "Column" => (ValueGetter<uint>)((ref uint v) => v = view._rows[rows[_at]].Column),
                "Row" => (ValueGetter<uint>)((ref uint v) => v = view._rows[rows[_at]].Row),
                _ => (ValueGetter<float>)((ref float v) => v = view._rows[rows[_at]].Label),
            };
            return (ValueGetter<TValue>)getter;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId v) => v = new((ulong)rows[_at], 0);
    }
}
