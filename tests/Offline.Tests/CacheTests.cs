using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class CacheTests : DifferentialTests
{
    [Fact]
    public void A_cache_holds_rows_of_every_type() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(ML.Data.LoadFromEnumerable(Everything.Some()));
        t.View(cached);
        t.Add("shuffles", cached.CanShuffle);
        t.Add("count", cached.GetRowCount());
    });

    [Fact]
    public void A_source_is_read_once_for_the_columns_that_are_asked_for() => Hold(t =>
    {
        int made = 0;
        IDataView cached = ML.Data.Cache(ML.Data.LoadFromEnumerable(Enumerable.Range(0, 5).Select(i => new { Id = i, Other = made++ })));
        t.Add("count before", cached.GetRowCount());
        t.Add("made before", made);
        t.Add("first", cached.GetColumn<int>("Id"));
        t.Add("made", made);
        t.Add("again", cached.GetColumn<int>("Id"));
        t.Add("made", made);
        t.Add("count after", cached.GetRowCount());
        t.Add("another column", cached.GetColumn<int>("Other"));
        t.Add("made", made);
        t.Throws("no such column to prefetch", () => ML.Data.Cache(cached, "Nothing"));
        t.Throws("a column to prefetch", () => ML.Data.Cache(cached, "Id"));
        t.Throws("nothing to cache", () => ML.Data.Cache(null));
    });

    [Fact]
    public void A_source_of_random_numbers_shuffles_blocks_and_rows() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(Rows(30));
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema, new Random(3));
        List<string> rows = [.. Values.OfRows(cursor)];
        t.Add("first rows", rows.Take(3));
        t.Add("ids", string.Join(" ", rows.Select(r => r.Split('|')[1].Trim())));
        IDataView large = ML.Data.Cache(Rows(3000));
        using DataViewRowCursor many = large.GetRowCursor(large.Schema, new Random(3));
        t.Bytes("many", System.Text.Encoding.UTF8.GetBytes(string.Join("\n", Values.OfRows(many))));
    });

    [Fact]
    public void Several_cursors_deal_the_rows_among_them() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(Rows(1000));
        DataViewRowCursor[] cursors = cached.GetRowCursorSet(cached.Schema, 3);
        t.Add("cursors", cursors.Length);
        List<string>[] rows = [.. cursors.Select(_ => new List<string>())];
        Parallel.For(0, cursors.Length, i => rows[i].AddRange(Ids(cursors[i])));
        string[] all = [.. rows.SelectMany(r => r)];
        t.Add("rows", all.Length);
        t.Add("all of them", all.Select(int.Parse).Order().SequenceEqual(Enumerable.Range(0, 1000)));
        t.Add("in order in each", rows.All(r => r.Select(int.Parse).SequenceEqual(r.Select(int.Parse).Order())));
    });

    [Fact]
    public void Few_rows_have_few_cursors() => Hold(t =>
    {
        foreach (int rows in new[] { 0, 1, 64, 65, 200, 1000 })
        {
            foreach (int wanted in new[] { 1, 2, 4, 16 })
            {
                IDataView cached = ML.Data.Cache(Rows(rows));
                t.Add($"{rows} rows, {wanted} wanted", cached.GetRowCursorSet(cached.Schema, wanted).Length);
                cached.GetColumn<int>("Id").ToList();
                t.Add("when it is filled", cached.GetRowCursorSet(cached.Schema, wanted).Length);
            }
        }
    });

    [Fact]
    public void Batches_tell_the_order_of_rows_of_several_cursors() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(Rows(200));
        DataViewRowCursor[] cursors = cached.GetRowCursorSet(cached.Schema, 2);
        List<(long Batch, int Id)> seen = [];
        foreach (DataViewRowCursor cursor in cursors)
        {
            ValueGetter<int> get = cursor.GetGetter<int>(cursor.Schema["Id"]);
            while (cursor.MoveNext())
            {
                int id = 0;
                get(ref id);
                seen.Add((cursor.Batch, id));
            }
        }
        t.Add("batches", string.Join(" ", seen.GroupBy(s => s.Batch).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Min(s => s.Id)}-{g.Max(s => s.Id)}")));
    });

    [Fact]
    public void Vectors_stay_as_sparse_as_they_were() => Hold(t =>
    {
        IDataView cached = ML.Data.Cache(ML.Data.LoadFromEnumerable(new[]
        {
            new { V = new VBuffer<float>(5, 1, [7], [3]) }, new { V = new VBuffer<float>(5, [1, 0, 0, 0, 2]) }, new { V = new VBuffer<float>(0, []) },
        }));
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(cached.Schema["V"]);
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            get(ref value);
            t.Add("value", $"{value.Length} {value.IsDense} {value.GetValues().Length}");
        }
    });

    private static IEnumerable<string> Ids(DataViewRowCursor cursor) => Values.OfRows(cursor).Select(r => r.Split('|')[1].Trim());

    private static IDataView Rows(int count) => ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new { Id = i }));
}
