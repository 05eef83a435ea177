namespace Microsoft.ML.Data;

/// <summary>A view with the mapped columns among those of its source.</summary>
internal sealed class MappedView(IDataView source, MappedRows rows) : ViewBase(rows.OutputSchema)
{
    public override bool CanShuffle => source.CanShuffle;

    public override long? GetRowCount() => source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        return new Cursor(source.GetRowCursor(Needed(active), rand), rows, active);
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        DataViewRowCursor[] inputs = source.GetRowCursorSet(Needed(active), n, rand);
        // where there is something to compute, one cursor's rows are shared out
        if (inputs.Length == 1 && n > 1 && rows.Computes(active))
            inputs = RowDealer.Split(inputs[0], n);
        return Array.ConvertAll<DataViewRowCursor, DataViewRowCursor>(inputs, input => new Cursor(input, rows, active));
    }

    private IEnumerable<DataViewSchema.Column> Needed(ActiveColumns active) => rows.GetDependencies(Schema.Where(c => active[c.Index]));

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly DataViewRowCursor _input;
        private readonly ActiveColumns _active;
        private readonly MappedRow _row;

        public Cursor(DataViewRowCursor input, MappedRows rows, ActiveColumns active)
        {
            _input = input;
            _active = active;
            _row = new MappedRow(input, rows.Columns, rows.GettersOver(input, active));
        }

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override DataViewSchema Schema => _row.Schema;

        public override bool MoveNext() => _input.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _active.Require(column);
            return _row.GetGetter<TValue>(column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _row.Dispose();
        }
    }
}
