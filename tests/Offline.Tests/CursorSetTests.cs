using Microsoft.ML;

namespace Offline.Tests;

public sealed class CursorSetTests : DifferentialTests
{
    [Fact]
    public void Views_over_one_cursor_give_one_or_several() => Hold(t =>
    {
        IDataView rows = Rows(300);
        Show(t, "a sequence", rows);
        Show(t, "mapped", Run(rows, ML.Transforms.CopyColumns("Copy", "Id")));
        Show(t, "keys", Run(rows, ML.Transforms.Conversion.MapValueToKey("Key", "Word")));
        Show(t, "concatenated", Run(rows, ML.Transforms.Concatenate("V", "Value", "Value")));
        Show(t, "dropped", Run(rows, ML.Transforms.DropColumns("Word")));
        Show(t, "filtered", ML.Data.FilterRowsByColumn(rows, "Value", 5));
        Show(t, "taken", ML.Data.TakeRows(rows, 100));
        Show(t, "split", ML.Data.TrainTestSplit(rows).TrainSet);
        Show(t, "split by key", ML.Data.TrainTestSplit(rows, samplingKeyColumnName: "Word").TrainSet);
        Show(t, "shuffled", ML.Data.ShuffleRows(rows));
    });

    [Fact]
    public void Views_over_several_cursors_give_as_many() => Hold(t =>
    {
        IDataView rows = ML.Data.Cache(Rows(300));
        Show(t, "a cache", rows);
        Show(t, "mapped", Run(rows, ML.Transforms.CopyColumns("Copy", "Id")));
        Show(t, "keys", Run(rows, ML.Transforms.Conversion.MapValueToKey("Key", "Word")));
        Show(t, "dropped", Run(rows, ML.Transforms.DropColumns("Word")));
        Show(t, "filtered", ML.Data.FilterRowsByColumn(rows, "Value", 5));
        Show(t, "taken", ML.Data.TakeRows(rows, 100));
        Show(t, "split", ML.Data.TrainTestSplit(rows).TrainSet);
        Show(t, "split by key", ML.Data.TrainTestSplit(rows, samplingKeyColumnName: "Word").TrainSet);
        Show(t, "shuffled", ML.Data.ShuffleRows(rows));
    });

    [Fact]
    public void Shared_out_rows_keep_values_ids_and_order() => Hold(t =>
    {
        IDataView view = Run(Run(Rows(300), ML.Transforms.Conversion.MapValueToKey("Key", "Word")), ML.Transforms.Concatenate("V", "Value", "Value"));
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 3);
        t.Add("first cursor, read alone", Values.OfRows(cursors[0]).Where((_, i) => i % 50 == 0));
        t.Add("the others", cursors.Skip(1).Sum(c => Values.OfRows(c).Count()));

        cursors = view.GetRowCursorSet(view.Schema, 3);
        List<(long Batch, string Row)>[] rows = [.. cursors.Select(_ => new List<(long, string)>())];
        Parallel.For(0, cursors.Length, i =>
        {
            Func<string> read = Values.ReaderOf(cursors[i], view.Schema["V"]);
            while (cursors[i].MoveNext())
                rows[i].Add((cursors[i].Batch, read()));
        });
        string[] inOrder = [.. rows.SelectMany(r => r).OrderBy(r => r.Batch).Select(r => r.Row)];
        t.Add("all, by batch", $"{inOrder.Length} {inOrder.SequenceEqual(Values.OfColumn(view, "V"))}");
        Array.ForEach(cursors, c => c.Dispose());
    });

    [Fact]
    public void A_shared_cursor_may_be_left_early() => Hold(t =>
    {
        IDataView view = Run(Rows(3000), ML.Transforms.Conversion.MapValueToKey("Key", "Word"));
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 2);
        t.Add("first moves", cursors[0].MoveNext());
        cursors[0].Dispose();
        t.Add("second has rows", Values.OfRows(cursors[1]).Any());
        cursors[1].Dispose();
    });

    private static void Show(Transcript t, string what, IDataView view)
    {
        foreach (int wanted in new[] { 1, 2, 3 })
        {
            string[] all = [.. view.Schema.Where(c => !c.IsHidden).Select(c => c.Name)];
            t.Add($"{what}, {wanted} wanted", $"{Count(view, wanted, all)} of all, {Count(view, wanted, "Id")} of the id alone, {Count(view, wanted)} of none");
        }
    }

    private static int Count(IDataView view, int wanted, params string[] columns)
    {
        DataViewRowCursor[] cursors = view.GetRowCursorSet(columns.Select(c => view.Schema[c]), wanted);
        Array.ForEach(cursors, c => c.Dispose());
        return cursors.Length;
    }

    private static IDataView Run<T>(IDataView view, IEstimator<T> estimator)
        where T : ITransformer => estimator.Fit(view).Transform(view);

    private static IDataView Rows(int count) => ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new { Id = i, Value = (float)i, Word = $"w{i % 9}" }));
}
