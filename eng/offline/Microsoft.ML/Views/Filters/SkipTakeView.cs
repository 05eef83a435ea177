namespace Microsoft.ML.Data;

/// <summary>Some of the first rows left out, and then only so many taken.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : ViewBase(source.Schema)
{
    public override long? GetRowCount() => source.GetRowCount() is long count ? Math.Min(Math.Max(0, count - skip), take) : null;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(Schema, source.GetRowCursor(columnsNeeded), new ActiveColumns(Schema, columnsNeeded), skip, take);

    private sealed class Cursor(DataViewSchema schema, DataViewRowCursor input, ActiveColumns active, long skip, long take)
        : FilterCursor(schema, input, active)
    {
        private long _seen;

        public override long Batch => 0;

        protected override bool MoveNextCore() => _seen - skip < take && base.MoveNextCore();

        protected override bool Accept() => _seen++ >= skip;
    }
}
