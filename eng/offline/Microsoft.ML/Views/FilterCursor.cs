namespace Microsoft.ML.Data;

/// <summary>A cursor over another that leaves rows out.</summary>
internal abstract class FilterCursor(DataViewSchema schema, DataViewRowCursor input, ActiveColumns active) : RootCursor(schema)
{
    public override long Batch => Input.Batch;

    protected DataViewRowCursor Input { get; } = input;

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Require(column);
        return Input.GetGetter<TValue>(Input.Schema[column.Index]);
    }

    protected override bool MoveNextCore()
    {
        while (Input.MoveNext())
        {
            if (Accept())
                return true;
        }
        return false;
    }

    protected abstract bool Accept();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();
        base.Dispose(disposing);
    }
}
