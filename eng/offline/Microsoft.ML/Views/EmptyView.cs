namespace Microsoft.ML.Data;

/// <summary>A schema without rows.</summary>
internal sealed class EmptyView(DataViewSchema schema) : ViewBase(schema)
{
    public override bool CanShuffle => true;

    public override long? GetRowCount() => 0;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(Schema, new ActiveColumns(Schema, columnsNeeded));

    private sealed class Cursor(DataViewSchema schema, ActiveColumns active) : RootCursor(schema)
    {
        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId _) => RequireRow();

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            active.Require(column);
            return (ref TValue _) => RequireRow();
        }

        protected override bool MoveNextCore() => false;
    }
}
