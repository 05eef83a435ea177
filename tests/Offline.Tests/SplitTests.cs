using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class SplitTests : DifferentialTests
{
    [Fact]
    public void A_seed_says_which_rows_are_for_testing() => Hold(t =>
    {
        IDataView view = Rows(50);
        foreach (int seed in new[] { 0, 1, 42, -5 })
        {
            Show(t, $"seed {seed}", ML.Data.TrainTestSplit(view, 0.3, seed: seed));
            Show(t, $"seed {seed}, a context without one", new MLContext().Data.TrainTestSplit(view, 0.3, seed: seed));
        }
        Show(t, "half", ML.Data.TrainTestSplit(view, 0.5));
        Show(t, "the default", ML.Data.TrainTestSplit(view));
        Show(t, "the context's seed", new MLContext(3).Data.TrainTestSplit(view));
        Show(t, "no seed at all", new MLContext().Data.TrainTestSplit(view));
    });

    [Fact]
    public void Splits_keep_schema_and_rows() => Hold(t =>
    {
        var split = ML.Data.TrainTestSplit(Rows(8), 0.4);
        t.View(split.TrainSet);
        t.View(split.TestSet);
        t.Add("count", split.TrainSet.GetRowCount());
        t.Add("shuffles", split.TrainSet.CanShuffle);
        t.Add("cursors", split.TrainSet.GetRowCursorSet(split.TrainSet.Schema, 3).Length);
        t.Add("cursors over a cache", ML.Data.TrainTestSplit(ML.Data.Cache(Rows(8))).TrainSet.GetRowCursorSet([], 3).Length);
    });

    [Fact]
    public void Fractions_lie_between_none_and_all() => Hold(t =>
    {
        IDataView view = Rows(5);
        foreach (double fraction in new[] { 0, 1, -0.1, 1.1, double.NaN })
            t.Throws(Text.Of(fraction), () => ML.Data.TrainTestSplit(view, fraction));
        t.Throws("no data", () => ML.Data.TrainTestSplit(null));
        t.Throws("no such key", () => ML.Data.TrainTestSplit(view, 0.5, "Nothing"));
        foreach (int folds in new[] { 1, 0, -1 })
            t.Throws(Text.Of(folds), () => ML.Data.CrossValidationSplit(view, folds));
    });

    [Theory]
    [InlineData("Word")]
    [InlineData("Whole")]
    [InlineData("Long")]
    [InlineData("Unsigned")]
    [InlineData("Key")]
    [InlineData("BigKey")]
    [InlineData("Float")]
    [InlineData("Double")]
    [InlineData("Truth")]
    [InlineData("Time")]
    [InlineData("Span")]
    [InlineData("Offset")]
    [InlineData("Byte")]
    [InlineData("Short")]
    [InlineData("Vector")]
    public void Rows_of_one_key_stay_together(string key) => Hold(
        t => t.Throws("split", () =>
        {
            Show(t, key, ML.Data.TrainTestSplit(Rows(60), 0.4, key, seed: 3));
            Show(t, $"{key} by the context's seed", ML.Data.TrainTestSplit(Rows(60), 0.4, key));
            Show(t, $"{key} without a seed", new MLContext().Data.TrainTestSplit(Rows(60), 0.4, key));
            t.Schema(ML.Data.TrainTestSplit(Rows(5), 0.4, key, seed: 3).TrainSet.Schema);
        }),
        $"Rows_of_one_{key}_stay_together");

    [Fact]
    public void Mapped_keys_keep_rows_together_too() => Hold(t =>
    {
        IDataView view = ML.Transforms.Conversion.MapValueToKey("Mapped", "Word").Fit(Rows(60)).Transform(Rows(60));
        Show(t, "mapped", ML.Data.TrainTestSplit(view, 0.4, "Mapped", seed: 3));
        foreach (var fold in ML.Data.CrossValidationSplit(view, 3, "Mapped", seed: 3))
            Show(t, "fold", fold);
    });

    [Fact]
    public void Folds_share_out_the_rows() => Hold(t =>
    {
        foreach (int folds in new[] { 2, 5, 7 })
        {
            foreach (var fold in ML.Data.CrossValidationSplit(Rows(40), folds))
                Show(t, $"one of {folds}", fold);
        }
        foreach (var fold in ML.Data.CrossValidationSplit(Rows(40), 3, seed: 11))
            Show(t, "seed 11", fold);
        foreach (var fold in new MLContext().Data.CrossValidationSplit(Rows(40), 3))
            Show(t, "no seed", fold);
        foreach (var fold in ML.Data.CrossValidationSplit(Rows(40), 3, "Word", seed: 5))
            Show(t, "by word", fold);
    });

    [Fact]
    public void A_column_may_be_called_like_the_one_that_splits() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Enumerable.Range(0, 10).Select(i => new { SplitColumn = (float)i }));
        var split = ML.Data.TrainTestSplit(view, 0.5);
        t.View(split.TrainSet);
        t.View(split.TestSet);
    });

    [Fact]
    public void An_empty_view_splits_into_empty_views() => Hold(t =>
    {
        var split = ML.Data.TrainTestSplit(Rows(0), 0.5);
        t.View(split.TrainSet);
        t.View(split.TestSet);
    });

    [Fact]
    public void Large_views_are_split_by_the_same_numbers() => Hold(t =>
    {
        var split = ML.Data.TrainTestSplit(Rows(5000), 0.25, seed: 17);
        byte[] ids = [.. split.TestSet.GetColumn<int>("Id").SelectMany(BitConverter.GetBytes)];
        t.Add("rows", ids.Length / 4);
        t.Bytes("ids", ids);
    });

    private static void Show(Transcript t, string what, DataOperationsCatalog.TrainTestData split)
    {
        t.Add($"{what}, test", string.Join(" ", split.TestSet.GetColumn<int>("Id")));
        t.Add("train", string.Join(" ", split.TrainSet.GetColumn<int>("Id")));
    }

    private static IDataView Rows(int count) => ML.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row
    {
        Id = i,
        Word = (i % 11) switch { 0 => "", 1 => " padded ", 2 => "äöü", 3 => "日本", var n => $"word{n}" },
        Whole = (i % 9) - 4,
        Long = (i % 9) * 10_000_000_000L,
        Unsigned = (uint)(i % 9) * 500_000_000,
        Key = (uint)(i % 10),
        BigKey = (ulong)(i % 10),
        Float = (i % 10) switch { 0 => float.NaN, 1 => -0f, 2 => float.PositiveInfinity, var n => n / 3f },
        Double = (i % 10) switch { 0 => double.NaN, 1 => 0, 2 => 1e300, var n => n / 3.0 },
        Truth = i % 3 == 0,
        Time = new DateTime(2020, 1, 1 + (i % 9)),
        Span = TimeSpan.FromSeconds(i % 9),
        Offset = new DateTimeOffset(2020, 1, 1 + (i % 9), 0, 0, 0, TimeSpan.FromHours(i % 3)),
        Byte = (byte)(i % 9),
        Short = (short)((i % 9) - 5),
        Vector = [i % 3, i % 2],
    }));

    private sealed class Row
    {
        public int Id;
        public string Word;
        public int Whole;
        public long Long;
        public uint Unsigned;

        [KeyType(9)]
        public uint Key;

        [KeyType(9)]
        public ulong BigKey;

        public float Float;
        public double Double;
        public bool Truth;
        public DateTime Time;
        public TimeSpan Span;
        public DateTimeOffset Offset;
        public byte Byte;
        public short Short;

        [VectorType(2)]
        public float[] Vector;
    }
}
