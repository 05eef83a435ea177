namespace Microsoft.ML.Data;

/// <summary>A view of text files; several cursors share the reading.</summary>
internal sealed class TextView(TextLayout layout, IMultiStreamSource files) : ViewBase(layout.Schema)
{
    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        Cursors(new ActiveColumns(Schema, columnsNeeded), 1)[0];

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        Cursors(new ActiveColumns(Schema, columnsNeeded), layout.Options.UseThreads ? CursorCounts.Of(n) : 1);

    private DataViewRowCursor[] Cursors(ActiveColumns active, int count)
    {
        var lines = new LineSource(files, layout.Options.HasHeader, layout.Options.MaxRows ?? long.MaxValue, count);
        return [.. Enumerable.Range(0, count).Select(_ => new Cursor(layout, lines, active))];
    }

    private sealed class Cursor(TextLayout layout, LineSource lines, ActiveColumns active) : RootCursor(layout.Schema)
    {
        private readonly FieldSplitter _fields = new(layout.Options);
        private readonly FieldReader[] _readers = [.. layout.Columns.Select((c, i) => active[i] ? FieldReader.Of(c, layout.Options) : null)];
        private LineBatch _batch;
        private int _line;

        public override long Batch => _batch?.Number ?? -1;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            RequireRow();
            id = new DataViewRowId((ulong)(_batch.FirstRow + _line), 0);
        };

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            active.Require(column);
            return Getters.Typed<TValue>(_readers[column.Index].Getter, column);
        }

        protected override bool MoveNextCore()
        {
            if (_batch == null || ++_line == _batch.Lines.Count)
            {
                _batch = lines.NextBatch();
                _line = 0;
            }
            if (_batch == null)
                return false;
            (long number, string text) = _batch.Lines[_line];
            int count = _fields.Split(text);
            foreach (FieldReader reader in _readers)
                Parse(reader, count, number);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                lines.Dispose();
            base.Dispose(disposing);
        }

        private void Parse(FieldReader reader, int count, long number)
        {
            try
            {
                reader?.Read(_fields, count, number);
            }
            catch (InvalidOperationException e)
            {
                throw new FormatException($"Parsing failed with an exception: {e.Message}", e);
            }
        }
    }
}
