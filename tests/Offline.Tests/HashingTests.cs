using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Offline.Tests;

public sealed class HashingTests : DifferentialTests
{
    [Fact]
    public void Values_are_hashed_to_keys() => Hold(t =>
    {
        foreach (string column in new[] { nameof(Row.Text), nameof(Row.Number), nameof(Row.Real), nameof(Row.Key), nameof(Row.Words), nameof(Row.Truth) })
        {
            IDataView hashed = ML.Transforms.Conversion.Hash("Hashed", column, numberOfBits: 10).Fit(View()).Transform(View());
            t.View(hashed.Columns(ML, "Hashed"));
        }
    });

    [Fact]
    public void Hashes_have_as_many_bits_as_one_likes() => Hold(t =>
    {
        foreach (int bits in new[] { 1, 5, 16, 20, 31 })
            t.View(ML.Transforms.Conversion.Hash("Hashed", nameof(Row.Text), bits).Fit(View()).Transform(View()).Columns(ML, "Hashed"));
        t.Throws("no bits", () => ML.Transforms.Conversion.Hash("Hashed", nameof(Row.Text), 0).Fit(View()));
        t.Throws("too many bits", () => ML.Transforms.Conversion.Hash("Hashed", nameof(Row.Text), 32).Fit(View()));
        t.Throws("no such column", () => ML.Transforms.Conversion.Hash("Hashed", "Nothing").Fit(View()));
    });

    [Fact]
    public void Categories_are_hashed_to_indicators() => Hold(t =>
    {
        foreach (string column in new[] { nameof(Row.Text), nameof(Row.Number), nameof(Row.Key) })
        {
            IDataView encoded = ML.Transforms.Categorical.OneHotHashEncoding("Encoded", column, numberOfBits: 4).Fit(View()).Transform(View());
            t.View(encoded.Columns(ML, "Encoded"));
            t.Add("sparse", encoded.GetColumn<VBuffer<float>>("Encoded").Select(v => $"{v.IsDense} {Text.Of(v.GetIndices().ToArray())}"));
        }
    });

    [Fact]
    public void Lists_of_categories_are_hashed_to_bags_and_indicators() => Hold(t =>
    {
        foreach (OneHotEncodingEstimator.OutputKind kind in new[] { OneHotEncodingEstimator.OutputKind.Bag, OneHotEncodingEstimator.OutputKind.Indicator })
        {
            IDataView encoded = ML.Transforms.Categorical.OneHotHashEncoding("Encoded", nameof(Row.Words), kind, 3).Fit(View()).Transform(View());
            t.View(encoded.Columns(ML, "Encoded"));
        }
        t.View(ML.Transforms.Categorical.OneHotHashEncoding("Encoded", nameof(Row.Text), OneHotEncodingEstimator.OutputKind.Bag, 3).Fit(View()).Transform(View()).Columns(ML, "Encoded"));
    });

    [Fact]
    public void Hashed_categories_are_concatenated() => Hold(t =>
    {
        IDataView view = View();
        InputOutputColumnPair[] columns = [new("A", nameof(Row.Text)), new("B", nameof(Row.Number))];
        IEstimator<ITransformer> chain = ML.Transforms.Categorical.OneHotHashEncoding(columns, numberOfBits: 4)
            .Append(ML.Transforms.Concatenate("Features", "A", "B", nameof(Row.Real)));
        t.Shape(chain.GetOutputSchema(ShapeOf.View(view)));
        ITransformer model = chain.Fit(view);
        IDataView made = model.Transform(view);
        t.View(made.Columns(ML, "Features"));
        t.Add("sparse", made.GetColumn<VBuffer<float>>("Features").Select(v => $"{v.IsDense} {Text.Of(v.GetIndices().ToArray())} {Text.Of(v.GetValues().ToArray())}"));
        using var file = new MemoryStream();
        ML.Model.Save(model, view.Schema, file);
        t.Zip(file.ToArray());
        file.Position = 0;
        t.View(ML.Model.Load(file, out _).Transform(view).Columns(ML, "Features"));
    });

    [Fact]
    public void Hashes_go_to_files_and_back() => Hold(t =>
    {
        IDataView view = View();
        ITransformer model = ML.Transforms.Conversion.Hash("Hashed", nameof(Row.Text), 8).Fit(view);
        using var file = new MemoryStream();
        ML.Model.Save(model, view.Schema, file);
        t.Zip(file.ToArray());
        file.Position = 0;
        t.View(ML.Model.Load(file, out _).Transform(view).Columns(ML, "Hashed"));
    });

    private static IDataView View() => ML.Data.LoadFromEnumerable(new[]
    {
        new Row { Text = "red", Number = 1, Real = 1.5f, Key = 1, Truth = true, Words = ["a", "b", "a"] },
        new Row { Text = "green", Number = -1, Real = 0, Key = 2, Words = [] },
        new Row { Text = "", Number = 0, Real = float.NaN, Key = 0, Words = [""] },
        new Row { Text = null, Number = int.MaxValue, Real = -0f, Key = 3, Words = ["a", "", "c", "d"] },
        new Row { Text = "ein längerer Text: ✓ 日本 𝄞", Number = 65536, Real = float.PositiveInfinity, Key = 3, Truth = true, Words = ["red"] },
        new Row { Text = "Red", Number = 1, Real = 1.5f, Key = 1, Words = ["b", "c"] },
    });

    private sealed class Row
    {
        public string Text;

        public int Number;

        public float Real;

        [KeyType(3)]
        public uint Key;

        public bool Truth;

        public string[] Words;
    }
}
