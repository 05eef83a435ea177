using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>A view of examples, with labels of Boolean, Single or three keys as its schema says; features that are not zero are given with their indices where they are few.</summary>
internal sealed class ExampleView(IReadOnlyList<ExampleRow> rows, DataViewSchema schema) : IDataView
{
    private const int BatchRows = 64;

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    /// <summary>Classes 1 to 3 by where a label lies: below, about or above 0.</summary>
    internal static uint KeyOf(float label) => label < -0.5f ? 1u : label < 0.5f ? 2u : 3u;

    internal static DataViewSchema SchemaOf(DataViewType label, DataViewType features, DataViewType? weight = null)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Label", label);
        schema.AddColumn("Features", features);
        if (weight is not null)
            schema.AddColumn("Weight", weight);
        return schema.ToSchema();
    }

    public long? GetRowCount() => rows.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(rows, schema);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(IReadOnlyList<ExampleRow> rows, DataViewSchema schema) : DataViewRowCursor
    {
        private int _at = -1;

        public override long Position => _at;

        public override long Batch => _at / BatchRows;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext() => ++_at < rows.Count;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name switch
            {
                "Features" => (ValueGetter<VBuffer<float>>)Features,
                "Weight" => (ValueGetter<float>)((ref float v) => v = rows[_at].Weight),
                _ when column.Type is BooleanDataViewType => (ValueGetter<bool>)((ref bool v) => v = rows[_at].Label > 0),
                _ when column.Type is KeyDataViewType => (ValueGetter<uint>)((ref uint v) => v = KeyOf(rows[_at].Label)),
                _ => (ValueGetter<float>)((ref float v) => v = rows[_at].Label),
            };
            return (ValueGetter<TValue>)getter;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId v) => v = new((ulong)_at, 0);

        private void Features(ref VBuffer<float> to)
        {
            float[] features = rows[_at].Features;
            int[] used = [.. Enumerable.Range(0, features.Length).Where(i => features[i] != 0)];
            to = used.Length * 2 > features.Length
                ? new(features.Length, [.. features])
                : new(features.Length, used.Length, [.. used.Select(i => features[i])], used);
        }
    }
}
