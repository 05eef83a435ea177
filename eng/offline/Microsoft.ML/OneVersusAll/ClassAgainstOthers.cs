namespace Microsoft.ML.Data;

/// <summary>Puts a truth in the place of a label of several classes: whether it is the one class. A missing label is another.</summary>
internal sealed class ClassAgainstOthers(DataViewSchema schema, DataViewSchema.Column label, int classIndex) : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] Outputs { get; } = [new(label.Name, BooleanDataViewType.Instance)];

    public override IEnumerable<int> InputsOf(int output) => [label.Index];

    public override Delegate GetterOf(int output, DataViewRow input)
    {
        ValueGetter<uint> get = input.GetGetter<uint>(input.Schema[label.Index]);
        uint key = 0;
        return (ValueGetter<bool>)((ref bool isClass) =>
        {
            get(ref key);
            isClass = key == (uint)classIndex + 1;
        });
    }
}
