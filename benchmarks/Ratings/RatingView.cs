using Microsoft.ML;
using Microsoft.ML.Data;

namespace Benchmarks;

/// <summary>One rating; users and items count from 0.</summary>
internal readonly record struct Entry(int User, int Item, float Value);

/// <summary>A data view over ratings as they come, with the keys already known: nothing but what a trainer does is measured.</summary>
internal sealed class RatingView : IDataView
{
    public const string User = "User", Item = "Item", Label = "Label";

    private readonly Func<IEnumerable<Entry>> _rows;

    public RatingView(int users, int items, Func<IEnumerable<Entry>> rows)
    {
        _rows = rows;
        DataViewSchema.Builder schema = new();
        schema.AddColumn(User, new KeyDataViewType(typeof(uint), users));
        schema.AddColumn(Item, new KeyDataViewType(typeof(uint), items));
        schema.AddColumn(Label, NumberDataViewType.Single);
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    /// <summary>The table's rows behind ML.NET's cache, already in it.</summary>
    public static IDataView Cached(MLContext context, RatingTable table)
    {
        IDataView cached = context.Data.Cache(new RatingView(table.Users, table.Items, () => Rows(table)), User, Item, Label);
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema);
        while (cursor.MoveNext())
        {
        }

        return cached;
    }

    public static IEnumerable<Entry> Rows(RatingTable table)
    {
        for (int i = 0; i < table.Count; i++)
            yield return new(table.User[i], table.Item[i], table.Value[i]);
    }

    // Unknown, as for a text file.
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(Schema, _rows().GetEnumerator());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewSchema schema, IEnumerator<Entry> rows) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext()
        {
            if (!rows.MoveNext())
            {
                _position = -1;
                return false;
            }

            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)(Delegate)(column.Name switch
        {
            User => (ValueGetter<uint>)((ref uint value) => value = (uint)rows.Current.User + 1),
            Item => (ValueGetter<uint>)((ref uint value) => value = (uint)rows.Current.Item + 1),
            _ => (ValueGetter<float>)((ref float value) => value = rows.Current.Value),
        });

        protected override void Dispose(bool disposing)
        {
            rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
