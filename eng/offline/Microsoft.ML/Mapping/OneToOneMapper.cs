namespace Microsoft.ML.Data;

/// <summary>A mapper each of whose outputs is made of one input.</summary>
internal abstract class OneToOneMapper(DataViewSchema schema, int[] inputs) : RowMapper(schema)
{
    protected DataViewSchema.Column InputOf(int output) => InputSchema[inputs[output]];

    public sealed override IEnumerable<int> InputsOf(int output) => [inputs[output]];
}
