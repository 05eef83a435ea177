using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class FilterTests : DifferentialTests
{
    [Fact]
    public void Bounds_are_closed_below_and_open_above() => Hold(t =>
    {
        IDataView view = Numbers();
        t.View(ML.Data.FilterRowsByColumn(view, "Value", 1, 3));
        t.Rows(ML.Data.FilterRowsByColumn(view, "Value", lowerBound: 2));
        t.Rows(ML.Data.FilterRowsByColumn(view, "Value", upperBound: 2));
        t.Rows(ML.Data.FilterRowsByColumn(view, "Value"));
        t.Rows(ML.Data.FilterRowsByColumn(view, "Double", 1, 3));
        t.Rows(ML.Data.FilterRowsByColumn(view, "Double", double.NegativeInfinity, 2.5));
    });

    [Fact]
    public void Some_filters_are_refused() => Hold(t =>
    {
        IDataView view = Numbers();
        t.Throws("equal bounds", () => ML.Data.FilterRowsByColumn(view, "Value", 1, 1));
        t.Throws("crossed bounds", () => ML.Data.FilterRowsByColumn(view, "Value", 2, 1));
        t.Throws("no such column", () => ML.Data.FilterRowsByColumn(view, "Nothing", 1, 2));
        t.Throws("text", () => ML.Data.FilterRowsByColumn(view, "Word", 1, 2));
        t.Throws("a whole number", () => t.Rows(ML.Data.FilterRowsByColumn(view, "Whole", 1, 3)));
        t.Throws("a key by value", () => ML.Data.FilterRowsByColumn(view, "Key", 1, 3));
        t.Throws("a number by fraction", () => ML.Data.FilterRowsByKeyColumnFraction(view, "Value", 0, 0.5));
        t.Throws("a fraction above 1", () => ML.Data.FilterRowsByKeyColumnFraction(view, "Key", 0, 1.5));
        t.Throws("a fraction below 0", () => ML.Data.FilterRowsByKeyColumnFraction(view, "Key", -0.5, 1));
    });

    [Fact]
    public void Keys_are_filtered_by_fractions_of_their_range() => Hold(t =>
    {
        IDataView view = Numbers();
        t.View(ML.Data.FilterRowsByKeyColumnFraction(view, "Key", 0, 0.5));
        t.Rows(ML.Data.FilterRowsByKeyColumnFraction(view, "Key", 0.5, 1));
        t.Rows(ML.Data.FilterRowsByKeyColumnFraction(view, "Key", 0.2, 0.21));
        t.Rows(ML.Data.FilterRowsByKeyColumnFraction(view, "Key"));
    });

    [Fact]
    public void Missing_values_are_filtered() => Hold(t =>
    {
        IDataView view = Numbers();
        t.View(ML.Data.FilterRowsByMissingValues(view, "Value"));
        t.Rows(ML.Data.FilterRowsByMissingValues(view, "Key"));
        t.Rows(ML.Data.FilterRowsByMissingValues(view, "Value", "Key"));
        t.Rows(ML.Data.FilterRowsByMissingValues(view, "Vector"));
        t.Throws("text", () => t.Rows(ML.Data.FilterRowsByMissingValues(view, "Word")));
        t.Throws("whole numbers", () => t.Rows(ML.Data.FilterRowsByMissingValues(view, "Whole")));
        t.Throws("no such column", () => ML.Data.FilterRowsByMissingValues(view, "Nothing"));
        t.Throws("no columns", () => ML.Data.FilterRowsByMissingValues(view));
    });

    [Fact]
    public void Rows_are_taken_and_skipped() => Hold(t =>
    {
        IDataView view = Numbers();
        IDataView[] parts =
        [
            ML.Data.TakeRows(view, 2), ML.Data.SkipRows(view, 4), ML.Data.TakeRows(view, 100), ML.Data.SkipRows(view, 100),
            ML.Data.TakeRows(ML.Data.SkipRows(view, 1), 2), ML.Data.SkipRows(ML.Data.TakeRows(view, 3), 2),
        ];
        foreach (IDataView part in parts)
        {
            t.Rows(part);
            t.Add("count", part.GetRowCount());
            t.Add("shuffles", part.CanShuffle);
            t.Add("cursors", part.GetRowCursorSet([], 3).Length);
        }
        t.Throws("none taken", () => ML.Data.TakeRows(view, 0));
        t.Throws("none skipped", () => ML.Data.SkipRows(view, 0));
        t.Throws("less than none", () => ML.Data.TakeRows(view, -1));
    });

    [Fact]
    public void Filtered_views_do_not_know_their_count() => Hold(t =>
    {
        IDataView view = Numbers();
        IDataView[] parts =
        [
            ML.Data.FilterRowsByColumn(view, "Value", 1, 3), ML.Data.FilterRowsByMissingValues(view, "Value"),
            ML.Data.FilterRowsByColumn(ML.Data.Cache(view), "Value", 1, 3),
        ];
        foreach (IDataView part in parts)
        {
            t.Add("count", part.GetRowCount());
            t.Add("shuffles", part.CanShuffle);
            t.Add("cursors", part.GetRowCursorSet(part.Schema, 3).Length);
        }
    });

    [Fact]
    public void Filters_need_no_column_that_nobody_reads() => Hold(t =>
    {
        IDataView view = ML.Data.FilterRowsByColumn(Numbers(), "Value", 1, 3);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Word"]]);
        t.Add("active", view.Schema.Where(cursor.IsColumnActive).Select(c => c.Name));
        foreach (string row in Values.OfRows(cursor))
            t.Add("row", row);
    });

    private static IDataView Numbers() => ML.Data.LoadFromEnumerable(new[] { 0f, 1, 2, 3, float.NaN, 2.999f, float.PositiveInfinity, -1 }.Select((x, i) => new Row
    {
        Value = x,
        Double = x,
        Whole = i,
        Word = i % 3 == 0 ? "" : $"w{i}",
        Key = (uint)(i % 6),
        Vector = i % 2 == 0 ? new VBuffer<float>(3, 1, [x], [1]) : new VBuffer<float>(3, [1, x, 2]),
    }));

    private sealed class Row
    {
        public float Value;
        public double Double;
        public int Whole;
        public string Word;

        [KeyType(5)]
        public uint Key;

        [VectorType(3)]
        public VBuffer<float> Vector;
    }
}
