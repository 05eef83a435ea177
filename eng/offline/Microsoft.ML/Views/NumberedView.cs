using Microsoft.ML.Randomness;

namespace Microsoft.ML.Data;

/// <summary>A view with a column of random numbers in [0, 1), the same for every cursor.</summary>
internal sealed class NumberedView(IDataView source, string name, int seed) : ViewBase(SchemaWith(source.Schema, name))
{
    private readonly int _index = source.Schema.Count;

    public override long? GetRowCount() => source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        return new Cursor(Schema, source.GetRowCursor(Needed(active)), active, _index, seed);
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        // the numbers go by the rows' order, which several cursors would not keep
        if (active[_index])
            return [GetRowCursor(columnsNeeded)];
        DataViewRowCursor[] inputs = source.GetRowCursorSet(Needed(active), n);
        return Array.ConvertAll<DataViewRowCursor, DataViewRowCursor>(inputs, input => new Cursor(Schema, input, active, _index, seed));
    }

    private static DataViewSchema SchemaWith(DataViewSchema schema, string name)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(schema);
        builder.AddColumn(name, NumberDataViewType.Single, annotations.ToAnnotations());
        return builder.ToSchema();
    }

    private IEnumerable<DataViewSchema.Column> Needed(ActiveColumns active) => source.Schema.Where(c => active[c.Index]);

    private sealed class Cursor(DataViewSchema schema, DataViewRowCursor input, ActiveColumns active, int index, int seed)
        : FilterCursor(schema, input, active)
    {
        private readonly HybridRandom _random = new(seed);
        private long _drawn = -1;
        private float _number;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index != index)
                return base.GetGetter<TValue>(column);
            return Getters.Typed<TValue>((ValueGetter<float>)Draw, column);
        }

        protected override bool Accept() => true;

        private void Draw(ref float number)
        {
            RequireRow();
            for (; _drawn < Position; _drawn++)
                _number = _random.NextSingle();
            number = _number;
        }
    }
}
