namespace Microsoft.ML.Data;

/// <summary>A view one of whose features has other values, row by row.</summary>
/// <param name="source">The view.</param>
/// <param name="features">The vector that the feature is in.</param>
/// <param name="slot">Which feature.</param>
/// <param name="values">Its value in each row.</param>
internal sealed class PermutedView(IDataView source, DataViewSchema.Column features, int slot, float[] values) : ViewBase(source.Schema)
{
    public override long? GetRowCount() => source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), new ActiveColumns(Schema, columnsNeeded), features, slot, values);

    private sealed class Cursor(DataViewRowCursor input, ActiveColumns active, DataViewSchema.Column features, int slot, float[] values)
        : FilterCursor(input.Schema, input, active)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> plain = base.GetGetter<TValue>(column);
            return column.Index == features.Index ? Getters.Typed<TValue>(Permuted((ValueGetter<VBuffer<float>>)(object)plain), column) : plain;
        }

        protected override bool Accept() => true;

        private ValueGetter<VBuffer<float>> Permuted(ValueGetter<VBuffer<float>> plain)
        {
            VBuffer<float> row = default;
            return (ref VBuffer<float> to) =>
            {
                plain(ref row);
                VBufferEditor<float> editor = VBufferEditor.Create(ref to, row.Length);
                row.CopyTo(editor.Values);
                editor.Values[slot] = values[Position];
                to = editor.Commit();
            };
        }
    }
}
