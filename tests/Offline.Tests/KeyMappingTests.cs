using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Offline.Tests;

public sealed class KeyMappingTests : DifferentialTests
{
    [Fact]
    public void Keys_come_in_the_order_in_which_values_occur() => Hold(t =>
    {
        t.View(Map(Words("b", "a", "", "B", "b", " a", null, "ä", "a")));
    });

    [Fact]
    public void Keys_may_come_in_the_order_of_values() => Hold(t =>
    {
        t.View(Map(Words("b", "a", "", "B", "Z", "ä", "10", "9"), KeyOrdinality.ByValue));
        IDataView numbers = ML.Data.LoadFromEnumerable(new[] { 3f, -1, float.NaN, 0, 3, float.PositiveInfinity }.Select(x => new { Value = x }));
        t.View(Map(numbers, KeyOrdinality.ByValue));
        t.View(Map(numbers));
    });

    [Fact]
    public void Every_scalar_type_has_keys() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        foreach (string name in Everything.Scalars)
        {
            var mapped = ML.Transforms.Conversion.MapValueToKey("Key", name).Append(ML.Transforms.SelectColumns("Key")).Fit(view).Transform(view);
            t.Add("of", name);
            t.View(mapped);
        }
    });

    [Fact]
    public void Values_unseen_in_training_have_no_key() => Hold(t =>
    {
        var model = ML.Transforms.Conversion.MapValueToKey("Key", "Value").Fit(Words("a", "b"));
        t.View(model.Transform(Words("b", "c", "", "A", "a ")));
    });

    [Fact]
    public void Only_so_many_values_get_keys() => Hold(t =>
    {
        IDataView view = Words("a", "b", "c", "a");
        t.View(ML.Transforms.Conversion.MapValueToKey("Key", "Value", maximumNumberOfKeys: 2).Fit(view).Transform(view));
        t.Throws("none at all", () => ML.Transforms.Conversion.MapValueToKey("Key", "Value", maximumNumberOfKeys: 0).Fit(view));
    });

    [Fact]
    public void No_values_make_a_type_of_one_key_without_a_name() => Hold(t => t.View(Map(Words("", null))));

    [Fact]
    public void Names_of_keys_may_be_text() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { 0.1f, 1e10f, -3 }.Select(x => new { Value = x, Truth = x > 0, Id = (long)x }));
        t.View(ML.Transforms.Conversion.MapValueToKey("A", "Value", addKeyValueAnnotationsAsText: true)
            .Append(ML.Transforms.Conversion.MapValueToKey("B", "Truth", addKeyValueAnnotationsAsText: true))
            .Append(ML.Transforms.Conversion.MapValueToKey("C", "Id", addKeyValueAnnotationsAsText: true)).Fit(view).Transform(view));
    });

    [Fact]
    public void Vectors_are_mapped_item_by_item() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { new[] { "b", "a", "" }, ["c"], [] }.Select(x => new { Value = x }));
        t.View(Map(view));
        IDataView sparse = ML.Data.LoadFromEnumerable(new[]
        {
            new { Value = new VBuffer<float>(4, 2, [5, 6], [1, 3]) }, new { Value = new VBuffer<float>(4, [6, 7, 0, 5]) },
            new { Value = new VBuffer<float>(4, 0, null, null) },
        });
        t.View(Map(sparse));
    });

    [Fact]
    public void Keys_of_keys_keep_the_names() => Hold(t =>
    {
        IDataView view = Words("x", "y", "z", "y");
        var chain = ML.Transforms.Conversion.MapValueToKey("First", "Value", keyOrdinality: KeyOrdinality.ByValue)
            .Append(ML.Transforms.Conversion.MapValueToKey("Second", "First"));
        t.View(chain.Fit(view).Transform(view));
    });

    [Fact]
    public void Keys_may_be_given() => Hold(t =>
    {
        IDataView view = Words("a", "b", "c");
        IDataView keys = Words("c", "b", "c");
        t.View(ML.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: keys).Fit(view).Transform(view));
        t.Throws("of another type", () => ML.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: ML.Data.LoadFromEnumerable([new { Value = 1f }])).Fit(view));
        t.Throws("of two columns", () => ML.Transforms.Conversion.MapValueToKey("Key", "Value", keyData: ML.Data.LoadFromEnumerable([new { A = "a", B = "b" }])));
    });

    [Fact]
    public void Several_columns_are_mapped_in_one_pass() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(new[] { new { A = "x", B = 2f }, new { A = "y", B = 1f }, new { A = "x", B = 2f } });
        var model = ML.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("KA", "A"), new InputOutputColumnPair("B")]).Fit(view);
        t.View(model.Transform(view));
        InputOutputColumnPair[] ofOneName = [new("K", "A"), new("K", "B")];
        t.Throws("two outputs of one name", () => ML.Transforms.Conversion.MapValueToKey(ofOneName).Fit(view));
    });

    [Fact]
    public void Keys_become_values_again() => Hold(t =>
    {
        var rows = new[] { ("b", 1f, 5), ("", float.NaN, 6), ("a", 2f, 7) };
        IDataView view = ML.Data.LoadFromEnumerable(rows.Select(x => new { Word = x.Item1, Number = x.Item2, Whole = x.Item3 }));
        var chain = ML.Transforms.Conversion.MapValueToKey("Word").Append(ML.Transforms.Conversion.MapValueToKey("Number"))
            .Append(ML.Transforms.Conversion.MapValueToKey("Whole", maximumNumberOfKeys: 1))
            .Append(ML.Transforms.Conversion.MapKeyToValue("Word again", "Word")).Append(ML.Transforms.Conversion.MapKeyToValue("Number again", "Number"))
            .Append(ML.Transforms.Conversion.MapKeyToValue("Whole again", "Whole"));
        t.View(chain.Fit(view).Transform(view));
        t.Throws("no key", () => ML.Transforms.Conversion.MapKeyToValue("X", "Word").Fit(view));
        IDataView nameless = ML.Data.LoadFromEnumerable([new NamelessKey { Key = 1 }]);
        t.Throws("a key without names", () => ML.Transforms.Conversion.MapKeyToValue("X", "Key").Fit(nameless));
    });

    [Fact]
    public void Shapes_are_checked_before_any_data_is_read() => Hold(t =>
    {
        IDataView view = ML.Data.LoadFromEnumerable(Everything.Some());
        SchemaShape shape = ShapeOf.View(view);
        t.Shape(ML.Transforms.Conversion.MapValueToKey("Key", "Word").Append(ML.Transforms.Conversion.MapValueToKey("Keys", "Words"))
            .Append(ML.Transforms.Conversion.MapKeyToValue("Back", "Keys")).GetOutputSchema(shape));
        t.Throws("no such column", () => ML.Transforms.Conversion.MapValueToKey("Key", "Nothing").GetOutputSchema(shape));
        t.Throws("values of no key", () => ML.Transforms.Conversion.MapKeyToValue("X", "Word").GetOutputSchema(shape));
        t.Throws("no such column, in a fit", () => ML.Transforms.Conversion.MapValueToKey("Key", "Nothing").Fit(view));
        t.Throws("no name", () => ML.Transforms.Conversion.MapValueToKey("", "Word"));
        t.Throws("another type than in training", () => ML.Transforms.Conversion.MapValueToKey("Key", "Word").Fit(view)
            .Transform(ML.Data.LoadFromEnumerable([new { Word = 1f }])));
    });

    private static IDataView Words(params string[] words) => ML.Data.LoadFromEnumerable(words.Select(w => new { Value = w }));

    private static IDataView Map(IDataView view, KeyOrdinality order = KeyOrdinality.ByOccurrence) =>
        ML.Transforms.Conversion.MapValueToKey("Key", "Value", keyOrdinality: order).Fit(view).Transform(view);

    private sealed class NamelessKey
    {
        [KeyType(5)]
        public uint Key;
    }
}
