namespace Microsoft.ML.Data;

/// <summary>Adds one column that is made of one other.</summary>
internal sealed class SamplingKeyMapper(
    DataViewSchema schema, string name, DataViewSchema.Column source, DataViewType type, Func<DataViewRow, Delegate> getterOver)
    : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] Outputs => [new DataViewSchema.DetachedColumn(name, type)];

    public override IEnumerable<int> InputsOf(int output) => [source.Index];

    public override Delegate GetterOf(int output, DataViewRow input) => getterOver(input);
}
