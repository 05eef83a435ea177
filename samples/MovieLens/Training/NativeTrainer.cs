using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MovieLens;

/// <summary>ML.NET's own trainer, to compare with: the same rank, passes, threads and keys, and its defaults for the rest.</summary>
internal static class NativeTrainer
{
    public static ITransformer Fit(MLContext mlContext, RatingViews data, SampleOptions options)
    {
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("User", keyData: data.Users)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Movie", keyData: data.Movies))
            .Append(mlContext.Recommendation().Trainers.MatrixFactorization(new MatrixFactorizationTrainer.Options
            {
                LabelColumnName = "Stars",
                MatrixColumnIndexColumnName = "User",
                MatrixRowIndexColumnName = "Movie",
                ApproximationRank = options.Rank,
                NumberOfIterations = options.Epochs,
                NumberOfThreads = options.Workers,
                Quiet = true,
            }));

        return pipeline.Fit(data.Train);
    }

    /// <summary>
    /// The root of the mean squared error, and how many ratings had no score: the trainer gives NaN to users and films that it did not
    /// see in training. <paramref name="otherwise"/> stands in there.
    /// </summary>
    public static (double Rmse, int Unscored) Rmse(MLContext mlContext, ITransformer model, IDataView ratings, double otherwise)
    {
        double sum = 0;
        int rows = 0, unscored = 0;
        foreach (ScoredRating row in mlContext.Data.CreateEnumerable<ScoredRating>(model.Transform(ratings), reuseRowObject: true))
        {
            bool isScored = !float.IsNaN(row.Score);
            double error = row.Stars - (isScored ? row.Score : otherwise);
            sum += error * error;
            rows++;
            unscored += isScored ? 0 : 1;
        }

        return (Math.Sqrt(sum / rows), unscored);
    }

    private sealed class ScoredRating
    {
        public float Stars { get; set; }

        public float Score { get; set; }
    }
}
