using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A row of which some columns are left.</summary>
internal sealed class SelectedRow(DataViewRow input, SelectedRows rows) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => rows.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        input.GetGetter<TValue>(input.Schema[rows.InputOf(column.Index).Index]);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
