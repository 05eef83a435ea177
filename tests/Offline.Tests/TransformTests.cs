using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class TransformTests : DifferentialTests
{
    [Fact]
    public void Columns_are_concatenated_in_the_order_given() => Hold(t =>
    {
        IDataView view = Numbers();
        t.View(Run(view, ML.Transforms.Concatenate("All", "B", "Vector", "A", "Sparse")));
        t.View(Run(view, ML.Transforms.Concatenate("A", "A")));
        t.View(Run(view, ML.Transforms.Concatenate("Only", "Sparse")));
        t.View(Run(view, ML.Transforms.Concatenate("Words", "Word", "Word")));
    });

    [Fact]
    public void Parts_name_the_slots_of_what_they_make() => Hold(t =>
    {
        IDataView named = Run(Numbers(), ML.Transforms.Concatenate("Pair", "A", "B"));
        t.View(Run(named, ML.Transforms.Concatenate("Again", "Pair", "A", "Vector")));
    });

    [Fact]
    public void Concatenation_wants_columns_of_one_type() => Hold(t =>
    {
        IDataView view = Numbers();
        t.Throws("a number and a word", () => ML.Transforms.Concatenate("X", "A", "Word").Fit(view));
        t.Throws("single and double", () => ML.Transforms.Concatenate("X", "A", "Double").Fit(view).Transform(view));
        t.Throws("no such column", () => ML.Transforms.Concatenate("X", "A", "Nothing").Fit(view));
        t.Throws("no columns", () => ML.Transforms.Concatenate("X").Fit(view).Transform(view));
        t.Throws("no name", () => ML.Transforms.Concatenate("", "A").Fit(view));
        t.Throws("null among the columns", () => ML.Transforms.Concatenate("X", "A", null).Fit(view));
        t.Throws("shapes of two types", () => ML.Transforms.Concatenate("X", "A", "Word").GetOutputSchema(ShapeOf.View(view)));
        var model = ML.Transforms.Concatenate("X", "A", "B").Fit(view);
        t.Throws("another type than in training", () => model.Transform(ML.Data.LoadFromEnumerable([new { A = "a", B = "b" }])));
        t.Shape(ML.Transforms.Concatenate("X", "A", "Vector").GetOutputSchema(ShapeOf.View(view)));
    });

    [Fact]
    public void Unequal_lengths_make_a_vector_of_any_length() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { new { A = new[] { 1f, 2 }, B = 3f }, new { A = new float[0], B = 4f } });
        t.View(Run(view, ML.Transforms.Concatenate("X", "A", "B")));
        t.Shape(ML.Transforms.Concatenate("X", "A", "B").GetOutputSchema(ShapeOf.View(view)));
    });

    [Fact]
    public void Columns_are_copied_with_their_annotations() => Hold(t =>
    {
        IDataView view = Run(Numbers(), ML.Transforms.Conversion.MapValueToKey("Word"));
        t.View(Run(view, ML.Transforms.CopyColumns("Key", "Word")));
        t.View(Run(view, ML.Transforms.CopyColumns("A", "B")));
        t.Throws("no such column", () => ML.Transforms.CopyColumns("X", "Nothing").Fit(view));
        t.Throws("no name", () => ML.Transforms.CopyColumns("", "A").Fit(view));
    });

    [Fact]
    public void Columns_are_dropped_even_hidden_ones() => Hold(t =>
    {
        IDataView view = Run(Numbers(), ML.Transforms.CopyColumns("A", "B"));
        t.View(view);
        t.View(Run(view, ML.Transforms.DropColumns("A")));
        t.View(Run(view, ML.Transforms.DropColumns("Vector", "Sparse", "Double")));
        t.Throws("no such column", () => ML.Transforms.DropColumns("Nothing").Fit(view).Transform(view));
        t.Throws("no columns", () => ML.Transforms.DropColumns().Fit(view));
        t.Shape(ML.Transforms.DropColumns("Vector", "Sparse").GetOutputSchema(ShapeOf.View(view)));
    });

    [Fact]
    public void Columns_are_kept_in_the_order_given() => Hold(t =>
    {
        IDataView view = Run(Numbers(), ML.Transforms.CopyColumns("A", "B"));
        t.View(Run(view, ML.Transforms.SelectColumns("Word", "A")));
        t.View(Run(view, ML.Transforms.SelectColumns(["Word", "A"], keepHidden: true)));
        t.Throws("no such column", () => ML.Transforms.SelectColumns("Nothing").Fit(view).Transform(view));
        t.Throws("no such column, by shape", () => ML.Transforms.SelectColumns("Nothing").GetOutputSchema(ShapeOf.View(view)));
        t.Shape(ML.Transforms.SelectColumns("Word", "A").GetOutputSchema(ShapeOf.View(view)));
        t.Add("cursors of a set", Run(view, ML.Transforms.SelectColumns("Word")).GetRowCursorSet([], 3).Length);
    });

    [Theory]
    [InlineData(DataKind.Single)]
    [InlineData(DataKind.Double)]
    [InlineData(DataKind.Int32)]
    [InlineData(DataKind.SByte)]
    [InlineData(DataKind.UInt32)]
    [InlineData(DataKind.Byte)]
    [InlineData(DataKind.Boolean)]
    [InlineData(DataKind.String)]
    [InlineData(DataKind.DateTime)]
    [InlineData(DataKind.TimeSpan)]
    [InlineData(DataKind.Int64)]
    [InlineData(DataKind.UInt64)]
    public void Types_are_converted_where_there_is_a_conversion(DataKind kind) => Hold(
        t =>
        {
            IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
            foreach (DataViewSchema.Column column in view.Schema.Where(c => c.Type is not VectorDataViewType { IsKnownSize: false }))
            {
                var estimator = ML.Transforms.Conversion.ConvertType("X", column.Name, kind);
                t.Throws(column.Name, () => t.Add("values", Values.OfColumn(estimator.Fit(view).Transform(view), "X")));
                t.Throws("by shape", () => estimator.GetOutputSchema(ShapeOf.View(view)));
            }
        },
        $"Types_are_converted_to_{kind}");

    [Fact]
    public void Text_is_read_as_numbers() => Hold(t =>
    {
        string[] texts = ["1", " 2.5 ", "abc", "", null, "-1e3", "+4", "1e400", "-1e400", "NaN", "nan", "Infinity", "-Infinity", "1,5", "?", "NA", "0x10", "1_000",
            ".5", "5.", "-.5e-2", "1e", "--1", "99999999999999999999", "256", "-129", "4294967296", "true", "false", "True", "yes", "no", "0", "+", "-",
            "\u221e", "-\u221e", "t", "F"];
        IDataView view = ML.Data.LoadFromEnumerable(texts.Select(x => new { Text = x }));
        foreach (DataKind kind in new[] { DataKind.Single, DataKind.Double, DataKind.Boolean, DataKind.String })
            t.Add(kind.ToString(), Values.OfColumn(Run(view, ML.Transforms.Conversion.ConvertType("X", "Text", kind)), "X"));
        DataKind[] whole =
            [DataKind.SByte, DataKind.Byte, DataKind.Int16, DataKind.UInt16, DataKind.Int32, DataKind.UInt32, DataKind.Int64, DataKind.UInt64];
        foreach (DataKind kind in whole)
        {
            foreach (string text in texts)
            {
                IDataView one = ML.Data.LoadFromEnumerable([new { Text = text }]);
                t.Throws($"{kind} of '{text}'", () => t.Add("is", Values.OfColumn(Run(one, ML.Transforms.Conversion.ConvertType("X", "Text", kind)), "X")));
            }
        }
    });

    [Fact]
    public void Numbers_lose_what_their_new_type_cannot_hold() => Hold(t =>
    {
        double[] numbers = [1.5, -1.5, 1e300, double.NaN, double.NegativeInfinity, 3e9, -3e9, 300, 0];
        IDataView view = ML.Data.LoadFromEnumerable(numbers.Select(x => new { Value = x, Whole = (long)Math.Clamp(x, -1e18, 1e18) }));
        foreach (DataKind kind in new[] { DataKind.Single, DataKind.Boolean })
            t.Add(kind.ToString(), Values.OfColumn(Run(view, ML.Transforms.Conversion.ConvertType("X", "Value", kind)), "X"));
        foreach (DataKind kind in new[] { DataKind.SByte, DataKind.Int16, DataKind.Int32, DataKind.Single, DataKind.Double, DataKind.Boolean })
            t.Add(kind.ToString(), Values.OfColumn(Run(view.Columns(ML, "Whole"), ML.Transforms.Conversion.ConvertType("X", "Whole", kind)), "X"));
    });

    [Fact]
    public void Keys_are_converted_to_numbers_and_to_other_keys() => Hold(t =>
    {
        IDataView view = Run(Numbers(), ML.Transforms.Conversion.MapValueToKey("Word"));
        foreach (DataKind kind in new[] { DataKind.Single, DataKind.Int32, DataKind.UInt64, DataKind.Byte, DataKind.String })
            t.Throws(kind.ToString(), () => t.View(Run(view, ML.Transforms.Conversion.ConvertType("Word", "Word", kind)).Columns(ML, "Word")));
    });

    private static IDataView Numbers() => ML.Data.LoadFromEnumerable(new[]
    {
        new Row { A = 1, B = 2, Double = 3, Word = "x", Vector = [4, 5], Sparse = new VBuffer<float>(4, 1, [6], [2]) },
        new Row { A = float.NaN, B = 0, Double = 0, Word = "", Vector = [0, -1], Sparse = new VBuffer<float>(4, 0, null, null) },
    });

    private static IDataView Run<T>(IDataView view, IEstimator<T> estimator)
        where T : ITransformer => estimator.Fit(view).Transform(view);

    private sealed class Row
    {
        public float A;
        public float B;
        public double Double;
        public string Word;

        [VectorType(2)]
        public float[] Vector;

        [VectorType(4)]
        public VBuffer<float> Sparse;
    }
}
