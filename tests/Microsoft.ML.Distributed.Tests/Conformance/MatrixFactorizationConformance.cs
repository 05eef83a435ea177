using Microsoft.ML.Data;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>The matrix factorization trainer, and the data it likes.</summary>
public abstract class MatrixFactorizationConformance : EstimatorConformance<RawRating>
{
    protected override string LogSource => "DistributedMatrixFactorization";

    protected override string Label => "Label";

    protected override IReadOnlyList<RawRating> RawRows { get; } =
        [.. PlantedRatings.Make().Select(r => new RawRating { User = $"user {r.Column}", Item = (int)(1000 * r.Row), Label = r.Label })];

    protected override TrainerUnderTest Make(MLContext context, ConformanceOptions options)
    {
        DistributedMatrixFactorizationTrainer trainer = context.Distributed().MatrixFactorization(options.ApplyTo(new MatrixFactorizationOptions
        {
            MatrixColumnIndexColumnName = "Column",
            MatrixRowIndexColumnName = "Row",
            Rank = 4,
            Lambda = 0.02f,
            Epochs = options.Epochs,
            Quiet = options.Quiet,
            ValidationFraction = options.ValidationFraction,
            EarlyStopAfterEpochs = options.EarlyStopAfterEpochs,
            InitialModel = ((MatrixFactorizationPredictionTransformer?)options.InitialModel)?.Model,
        }));
        return new(
            trainer,
            data => (trainer.Fit(data, out var report), report),
            (train, validation) => (trainer.Fit(train, validation, out var report), report));
    }

    protected override IDataView Data(int seed = 1) => PlantedRatings.View(seed: seed);

    protected override IDataView Noise(int seed)
    {
        var random = new Random(seed);
        return new RatingView(
            PlantedRatings.Make(seed: seed).Select(r => r with { Label = random.NextSingle() * 5 }), PlantedRatings.Columns, PlantedRatings.Rows);
    }

    protected override IEstimator<ITransformer> Prepare(MLContext context) => context.Transforms.Conversion.MapValueToKey("Column", "User")
        .Append(context.Transforms.Conversion.MapValueToKey("Row", "Item"));

    protected override IEnumerable<BadInput> BadInputs()
    {
        var key = new KeyDataViewType(typeof(uint), 10);
        yield return BySchema("no key", NumberDataViewType.UInt32, key, NumberDataViewType.Single, "*matrix column index column 'Column' is of type UInt32*MapValueToKey*");
        yield return BySchema("a key of bytes", new KeyDataViewType(typeof(byte), 10), key, NumberDataViewType.Single, "*'Column'*must be a key of UInt32*");
        yield return BySchema("text for a row", key, TextDataViewType.Instance, NumberDataViewType.Single, "*matrix row index column 'Row' is of type String*MapValueToKey*");
        yield return BySchema("a label of Double", key, key, NumberDataViewType.Double, "*label column 'Label' is of type Double*ConvertType*");
        yield return new("other columns", new MLContext(1).Data.LoadFromEnumerable(RawRows), "There is no matrix column index column 'Column'; the data has: 'User', 'Item', 'Label'.*", true);
        yield return new("no rows", new RatingView([], 3, 3), "The data has no rows*", false);
        yield return ByRow("a missing column key", new(0, 1, 1), "Row 2 of the data*no key (0) in column 'Column'*");
        yield return ByRow("a missing row key", new(1, 0, 1), "Row 2 of the data*no key (0) in column 'Row'*");
        yield return ByRow("no value", new(1, 1, float.NaN), "Row 2 of the data*NaN in the label column 'Label'*");
        yield return new("too many keys", new RatingView([new(1, 1, 1)], int.MaxValue, 3), "*2147483647 keys of 6 factors*ML.NET's model holds at most*", false);
    }

    private static BadInput BySchema(string name, DataViewType column, DataViewType row, DataViewType label, string message) =>
        new(name, new RatingView([new(1, 1, 1)], RatingView.SchemaOf(column, row, label)), message, true);

    private static BadInput ByRow(string name, RatingRow row, string message) =>
        new(name, new RatingView([new(1, 1, 1), new(2, 2, 2), row, new(3, 3, 3)], 3, 3), message, false);
}
