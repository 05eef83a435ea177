namespace Microsoft.ML.Data;

/// <summary>A view that gives one cursor whatever is asked, unless it says otherwise.</summary>
internal abstract class ViewBase(DataViewSchema schema) : IDataView
{
    public virtual bool CanShuffle => false;

    public DataViewSchema Schema { get; } = schema;

    public virtual long? GetRowCount() => null;

    public abstract DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    public virtual DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
