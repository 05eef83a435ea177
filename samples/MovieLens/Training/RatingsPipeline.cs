using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Distributed;
using Microsoft.ML.Trainers.Recommender;
using ParameterStore;
using Redis.ParameterStore;

namespace MovieLens;

/// <summary>What an ML.NET user writes: a pipeline, <c>Fit</c>, <c>Transform</c>, <c>Evaluate</c>.</summary>
internal static class RatingsPipeline
{
    public static TransformerChain<MatrixFactorizationPredictionTransformer> Fit(
        MLContext mlContext,
        RatingViews data,
        SampleOptions options,
        IProgress<TrainingProgress> progress,
        Action<TrainingReport>? onCompleted,
        CancellationToken cancellationToken)
    {
        var factorization = new MatrixFactorizationOptions
        {
            LabelColumnName = "Stars",
            MatrixColumnIndexColumnName = "User",
            MatrixRowIndexColumnName = "Movie",
            Rank = options.Rank,
            Epochs = options.Epochs,
            ClocksPerEpoch = options.Clocks,
            Lambda = 0.08f,                       // this and the rate were chosen on other splits (salts 5 to 9)
            LearningRate = 0.06f,
            Seed = options.Seed,
            Workers = options.Workers,            // threads of this process
            Synchronization = options.Sync,       // SyncPolicy.BoundedStaleness(3), BulkSynchronous, … (README: Choosing a policy)
            Progress = progress,                  // after every epoch: loss, updates a second, a row a worker
            OnCompleted = onCompleted,            // how it went: losses, waits, bytes
            CancellationToken = cancellationToken,
            OnCancel = CancelBehavior.ReturnModelSoFar,
            JobId = options.Job,
            EventLog = options.EventLog,          // a file, to see what other policies and more workers would do
        };
        if (options.Redis is not null)            // on several machines
            factorization.UseRedis(options.Redis, redis => redis.WorkersTotal = options.WorkersTotal);

        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("User", keyData: data.Users)
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Movie", keyData: data.Movies))
            .Append(mlContext.Distributed().MatrixFactorization(factorization));

        return pipeline.Fit(data.Train);
    }

    /// <summary>The root of the mean squared error on ratings.</summary>
    public static double Rmse(MLContext mlContext, ITransformer model, IDataView ratings)
    {
        var metrics = mlContext.Regression.Evaluate(model.Transform(ratings), labelColumnName: "Stars");
        return metrics.RootMeanSquaredError;
    }
}
