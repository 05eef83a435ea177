using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>A view of examples that deals its batches out to as many cursors as it is told, at random, as ML.NET's own views do.</summary>
internal sealed class FeatureView(IReadOnlyList<RawFeatures> rows, DataViewSchema schema) : IDataView
{
    /// <summary>Rows of a batch.</summary>
    internal int BatchRows { get; init; } = 5;

    /// <summary>Cursors that a set has, whatever is asked for.</summary>
    internal int Cursors { get; init; } = 1;

    /// <summary>Decides which cursor gets which batch.</summary>
    internal int Seed { get; init; } = 1;

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    internal static DataViewSchema SchemaOf(DataViewType label, DataViewType features, DataViewType? weight = null, params string[] slotNames)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Label", label);
        var annotations = new DataViewSchema.Annotations.Builder();
        if (slotNames.Length > 0)
        {
            annotations.Add(
                "SlotNames",
                new VectorDataViewType(TextDataViewType.Instance, slotNames.Length),
                (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> to) => to = new(slotNames.Length, [.. slotNames.Select(n => n.AsMemory())])));
        }

        schema.AddColumn("Features", features, annotations.ToAnnotations());
        if (weight is not null)
            schema.AddColumn("Weight", weight);
        return schema.ToSchema();
    }

    public long? GetRowCount() => rows.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, rows, [.. Enumerable.Range(0, rows.Count)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var random = new Random(Seed);
        var dealt = Enumerable.Range(0, Cursors).Select(_ => new List<int>()).ToArray();
        for (int first = 0; first < rows.Count; first += BatchRows)
            dealt[random.Next(Cursors)].AddRange(Enumerable.Range(first, Math.Min(BatchRows, rows.Count - first)));
        return [.. dealt.Select(some => new Cursor(this, rows, some))];
    }

    private sealed class Cursor(FeatureView view, IReadOnlyList<RawFeatures> rows, List<int> some) : DataViewRowCursor
    {
        private int _at = -1;

        public override long Position => _at;

        public override long Batch => some[_at] / view.BatchRows;

        public override DataViewSchema Schema => view.Schema;

        private RawFeatures Row => rows[some[_at]];

        public override bool MoveNext() => ++_at < some.Count;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name switch
            {
                "Features" => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> v) => Row.Features.CopyTo(ref v)),
                "Weight" => (ValueGetter<float>)((ref float v) => v = Row.Weight),
                _ when column.Type is BooleanDataViewType => (ValueGetter<bool>)((ref bool v) => v = Row.Label > 0),
                _ when column.Type is KeyDataViewType => (ValueGetter<uint>)((ref uint v) => v = (uint)Row.Label),
                _ => (ValueGetter<float>)((ref float v) => v = Row.Label),
            };
            return (ValueGetter<TValue>)getter;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId v) => v = new((ulong)some[_at], 0);
    }
}
