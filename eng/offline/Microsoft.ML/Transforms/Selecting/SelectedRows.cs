using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Some columns of rows of one schema.</summary>
internal sealed class SelectedRows : IRowToRowMapper
{
    private readonly int[] _inputs;

    public SelectedRows(DataViewSchema schema, int[] inputs)
    {
        InputSchema = schema;
        _inputs = inputs;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputs.Select(i => schema[i]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public DataViewSchema.Column InputOf(int output) => InputSchema[_inputs[output]];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        HashSet<int> needed = [.. dependingColumns.Select(c => _inputs[c.Index])];
        return InputSchema.Where(c => needed.Contains(c.Index));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new SelectedRow(input, this);
}
