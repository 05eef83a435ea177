using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A row with the mapped columns among its own.</summary>
internal sealed class MappedRow(DataViewRow input, MergedColumns columns, Delegate[] getters) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        columns.IsAdded(column.Index, out int index) ? getters[index] != null : input.IsColumnActive(input.Schema[index]);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!columns.IsAdded(column.Index, out int index))
            return input.GetGetter<TValue>(input.Schema[index]);
        Check.State(getters[index] != null, $"The column {column.Name} is not active in this row.");
        return Getters.Typed<TValue>(getters[index], column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
