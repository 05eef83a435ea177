using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Keeps the columns that were asked for in memory; gives as many cursors as asked.</summary>
internal sealed class CacheView(IDataView source) : ViewBase(source.Schema)
{
    private readonly Lock _lock = new();
    private readonly ColumnCache[] _columns = new ColumnCache[source.Schema.Count];
    private long _rowCount = source.GetRowCount() ?? -1;

    public override bool CanShuffle => true;

    public override long? GetRowCount() => _rowCount < 0 ? null : _rowCount;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumns(Schema, columnsNeeded);
        return new CacheCursor(this, active, new RowOrder(rand), new SequentialRows());
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        int count = CursorCounts.Of(n);
        if (count <= 1)
            return [GetRowCursor(columnsNeeded, rand)];
        var active = new ActiveColumns(Schema, columnsNeeded);
        var blocks = new BlockDealer(count);
        var order = new RowOrder(rand);
        return [.. Enumerable.Range(0, count).Select(_ => new CacheCursor(this, active, order, new BlockRows(blocks)))];
    }

    /// <summary>Reads whatever of these columns is not held yet.</summary>
    public void Fill(ActiveColumns active)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing = [.. Schema.Where(c => active[c.Index] && _columns[c.Index] == null)];
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            using DataViewRowCursor cursor = source.GetRowCursor(missing);
            ColumnCache[] caches = Array.ConvertAll(missing, c => ColumnCache.Over(cursor, c));
            long rows = 0;
            for (; cursor.MoveNext(); rows++)
            {
                foreach (ColumnCache cache in caches)
                    cache.Add();
            }
            Check.State(_rowCount < 0 || rows == _rowCount, "The view that is cached gave another number of rows than before.");
            _rowCount = rows;
            for (int i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = caches[i];
        }
    }

    public ColumnCache ColumnOf(int index) => _columns[index];
}
