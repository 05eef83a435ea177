using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A row with the mapped columns behind its own.</summary>
internal sealed class MappedRow(DataViewRow input, DataViewSchema schema, Delegate[] getters) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        column.Index < input.Schema.Count ? input.IsColumnActive(input.Schema[column.Index]) : getters[column.Index - input.Schema.Count] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        int added = column.Index - input.Schema.Count;
        if (added < 0)
            return input.GetGetter<TValue>(input.Schema[column.Index]);
        Check.State(getters[added] != null, $"The column {column.Name} is not active in this row.");
        return Getters.Typed<TValue>(getters[added], column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
