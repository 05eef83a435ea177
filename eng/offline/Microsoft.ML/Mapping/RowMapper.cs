namespace Microsoft.ML.Data;

/// <summary>Adds columns to rows of one schema. Outputs are counted from 0, wherever they come to stand.</summary>
internal abstract class RowMapper
{
    protected RowMapper(DataViewSchema inputSchema) => InputSchema = inputSchema;

    public DataViewSchema InputSchema { get; }

    /// <summary>The columns that are added, in order.</summary>
    public abstract DataViewSchema.DetachedColumn[] Outputs { get; }

    /// <summary>The input columns that an output is made of.</summary>
    public abstract IEnumerable<int> InputsOf(int output);

    /// <summary>A getter of one output over a row whose needed columns are active.</summary>
    public abstract Delegate GetterOf(int output, DataViewRow input);
}
