using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What softmax regression cannot use is refused by row and column, as by the trainers of two classes and of numbers.</summary>
public sealed class SoftmaxInputTests
{
    private static readonly DataViewType _key = new KeyDataViewType(typeof(uint), 3), _vector = new VectorDataViewType(NumberDataViewType.Single, 2);

    [Theory]
    [InlineData(1f, float.NaN, 1f, "Row 5 of the data (the first is row 0) has NaN as feature 1 in column 'Features'*")]
    [InlineData(1f, float.PositiveInfinity, 1f, "Row 5 * has Infinity as feature 1 in column 'Features'*")]
    [InlineData(0f, 1f, 1f, "Row 5 * has no key (0) in the label column 'Label'*")]
    [InlineData(4f, 1f, 1f, "Row 5 * has key 4 in the label column 'Label', whose type has 3 keys*")]
    [InlineData(1f, 1f, -1f, "Row 5 * has the weight -1 in column 'Weight'*")]
    [InlineData(1f, 1f, float.NaN, "Row 5 * has the weight NaN in column 'Weight'*")]
    public void A_row_that_cannot_be_used_is_named(float label, float feature, float weight, string message) =>
        Refuses([.. Rows(5), new(label, 2, feature) { Weight = weight }, .. Rows(5)], message);

    [Fact]
    public void Rows_without_weight_are_none() => Refuses([.. Rows(6).Select(r => r with { Weight = 0 })], "All 6 rows have the weight 0 in column 'Weight'*");

    [Fact]
    public void No_rows_are_refused() => Refuses([], "The data has no rows*");

    [Fact]
    public void Keys_of_which_one_only_occurs_are_refused() => Refuses([.. Rows(6).Select(r => r with { Label = 2 })], "All 6 examples have the label key 2 in column 'Label'*");

    [Fact]
    public void Features_of_unknown_size_are_refused() =>
        Refuses(Rows(3), "The feature column 'Features'*size is not known*", new VectorDataViewType(NumberDataViewType.Single));

    [Fact]
    public void More_features_than_a_model_holds_are_refused() =>
        Refuses(Rows(3), "'Features' has 2000000000 features for each of 3 classes*hash*", new VectorDataViewType(NumberDataViewType.Single, 2_000_000_000));

    [Fact]
    public void Rows_without_features_do_no_harm()
    {
        RawFeatures[] rows = [.. Rows(60), new(1, 0, 0), new(3, new VBuffer<float>(2, 0, [], []))];
        MaximumEntropyWeights(rows).Should().OnlyContain(w => float.IsFinite(w)).And.Contain(w => w != 0);
    }

    private static float[] MaximumEntropyWeights(RawFeatures[] rows)
    {
        VBuffer<float>[] weights = [];
        Fit(rows).Model.GetWeights(ref weights, out _);
        return [.. weights.SelectMany(w => w.DenseValues())];
    }

    private static void Refuses(RawFeatures[] rows, string message, DataViewType? features = null) =>
        FluentActions.Invoking(() => Fit(rows, features)).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("input");

    private static MulticlassPredictionTransformer<Microsoft.ML.Trainers.MaximumEntropyModelParameters> Fit(RawFeatures[] rows, DataViewType? features = null) =>
        new MLContext(1).Distributed().SoftmaxRegression(new SoftmaxRegressionOptions { Workers = 1, Seed = 1, Quiet = true, ExampleWeightColumnName = "Weight" })
            .Fit(new FeatureView(rows, FeatureView.SchemaOf(_key, features ?? _vector, NumberDataViewType.Single)));

    private static RawFeatures[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => new RawFeatures(1 + (i % 3), i % 3, 1 - (i % 2)))];
}
