namespace Microsoft.ML.Data;

/// <summary>A view that leaves rows of another out; it gives as many cursors as the other does.</summary>
internal abstract class FilterView(IDataView source) : ViewBase(source.Schema)
{
    public override bool CanShuffle => Source.CanShuffle;

    protected IDataView Source { get; } = source;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        return Filter(Source.GetRowCursor(Needed(active), rand), active);
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        DataViewRowCursor[] inputs = Source.GetRowCursorSet(Needed(active), n, rand);
        return Array.ConvertAll(inputs, input => Filter(input, active));
    }

    protected abstract bool Reads(int column);

    protected abstract DataViewRowCursor Filter(DataViewRowCursor input, ActiveColumns active);

    private IEnumerable<DataViewSchema.Column> Needed(ActiveColumns active) => Source.Schema.Where(c => active[c.Index] || Reads(c.Index));
}
