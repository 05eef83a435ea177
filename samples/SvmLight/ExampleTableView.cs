using Microsoft.ML;
using Microsoft.ML.Data;

namespace SvmLight;

/// <summary>A view of a table: Label and Features. Gives as many cursors as are asked for, of runs of rows each.</summary>
internal sealed class ExampleTableView : IDataView
{
    public const string Label = "Label", Features = "Features";

    private const int BatchRows = 1024;

    private readonly ExampleTable _table;
    private readonly float? _positive;

    /// <param name="table">The rows.</param>
    /// <param name="positive">The label that is true, all others being false; null: labels are numbers.</param>
    public ExampleTableView(ExampleTable table, float? positive)
    {
        (_table, _positive) = (table, positive);
        DataViewSchema.Builder schema = new();
        schema.AddColumn(Label, positive is null ? NumberDataViewType.Single : BooleanDataViewType.Instance);
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, table.Features));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _table.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, 0, 1);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        int cursors = Math.Clamp(n, 1, Math.Max(1, _table.Count / BatchRows));
        return [.. Enumerable.Range(0, cursors).Select(cursor => new Cursor(this, cursor, cursors))];
    }

    /// <summary>Batches are dealt out in turn.</summary>
    private sealed class Cursor(ExampleTableView view, int first, int step) : DataViewRowCursor
    {
        private readonly ExampleTable _table = view._table;
        private long _position = -1;
        private int _row = (first * BatchRows) - 1;

        public override long Position => _position;

        public override long Batch => _row / BatchRows;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            _row++;
            if (_row % BatchRows == 0 && _row > first * BatchRows)
                _row += (step - 1) * BatchRows;
            if (_row >= _table.Count)
            {
                _row = _table.Count;
                _position = -1;
                return false;
            }

            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)(Delegate)(
            column.Name == Features ? (ValueGetter<VBuffer<float>>)GetFeatures
            : view._positive is { } positive ? (ValueGetter<bool>)((ref bool value) => value = _table.Labels[_row] == positive)
            : (ValueGetter<float>)((ref float value) => value = _table.Labels[_row]));

        private void GetFeatures(ref VBuffer<float> to)
        {
            int from = _table.Starts[_row], count = _table.Starts[_row + 1] - from;
            VBufferEditor<float> editor = VBufferEditor.Create(ref to, _table.Features, count);
            _table.Values.AsSpan(from, count).CopyTo(editor.Values);
            if (count < _table.Features)
                _table.Indices.AsSpan(from, count).CopyTo(editor.Indices);
            to = editor.Commit();
        }
    }
}
