using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Distributed;
using Microsoft.ML.Trainers.Recommender;
using ParameterStore;

namespace MovieLens;

/// <summary>What an ML.NET user writes: a pipeline, <c>Fit</c>, <c>Transform</c>, <c>Evaluate</c>.</summary>
internal static class RatingsPipeline
{
    public static TransformerChain<MatrixFactorizationPredictionTransformer> Fit(
        MLContext mlContext, RatingViews data, SampleOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("User", keyData: data.Users)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Movie", keyData: data.Movies))
            .Append(mlContext.Distributed().MatrixFactorization(new MatrixFactorizationOptions
            {
                LabelColumnName = "Stars",
                MatrixColumnIndexColumnName = "User",
                MatrixRowIndexColumnName = "Movie",
                Rank = options.Rank,
                Epochs = options.Epochs,
                Lambda = 0.08f,                       // this and the rate were chosen on other splits (salts 5 to 9)
                LearningRate = 0.06f,
                Workers = options.Workers,            // threads
                Synchronization = options.Sync,       // SyncPolicy.BoundedStaleness(3), BulkSynchronous or Asynchronous
                Progress = progress,                  // after every epoch: loss, updates a second, a row a worker
                CancellationToken = cancellationToken,
                OnCancel = CancelBehavior.ReturnModelSoFar,
            }));

        return pipeline.Fit(data.Train);
    }

    /// <summary>The root of the mean squared error on ratings.</summary>
    public static double Rmse(MLContext mlContext, ITransformer model, IDataView ratings)
    {
        var metrics = mlContext.Regression.Evaluate(model.Transform(ratings), labelColumnName: "Stars");
        return metrics.RootMeanSquaredError;
    }
}
