using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view of a sequence of objects.</summary>
internal sealed class EnumerableView<TRow>(IEnumerable<TRow> data, TypedColumn[] columns) : ViewBase(TypedColumn.SchemaOf(columns))
    where TRow : class
{
    public override long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(data, columns, Schema, new ActiveColumns(Schema, columnsNeeded));

    private sealed class Cursor : RootCursor
    {
        private readonly IEnumerator<TRow> _rows;
        private readonly Delegate[] _getters;
        private TRow _current;

        public Cursor(IEnumerable<TRow> data, TypedColumn[] columns, DataViewSchema schema, ActiveColumns active)
            : base(schema)
        {
            _rows = data.GetEnumerator();
            var reader = new ObjectReader<TRow>(() => _current);
            _getters = new Delegate[columns.Length];
            for (int i = 0; i < columns.Length; i++)
                _getters[i] = active[i] ? reader.GetterOf(columns[i]) : null;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            RequireRow();
            id = new DataViewRowId((ulong)Position, 0);
        };

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Check.State((uint)column.Index < (uint)_getters.Length, $"Column index must be between 0 and {_getters.Length}");
            return _getters[column.Index] != null;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Check.Argument(IsColumnActive(column), nameof(column), "requested column not active");
            return Getters.Typed<TValue>(_getters[column.Index], column);
        }

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
            {
                _current = null;
                return false;
            }
            _current = _rows.Current;
            Check.State(_current != null, "Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
