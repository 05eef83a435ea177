using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Distributed;
using Microsoft.ML.Trainers;
using ParameterStore;
using Redis.ParameterStore;

namespace ClickThrough;

/// <summary>What an ML.NET user writes: a pipeline, <c>Fit</c>, <c>Transform</c>, <c>Evaluate</c>.</summary>
internal static class ClickPipeline
{
    public static ITransformer Fit(MLContext mlContext, IDataView train, ClickOptions options, LastReport last, IProgress<TrainingProgress> progress, CancellationToken cancellationToken) =>
        options.Trainer == ClickTrainer.Sdca
            ? FitSdca(mlContext, train, options, last, progress, cancellationToken)
            : FitGradients(mlContext, train, options, last, progress, cancellationToken);

    private static TransformerChain<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>> FitGradients(
        MLContext mlContext, IDataView train, ClickOptions options, LastReport last, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        var logistic = new LogisticRegressionOptions
        {
            LabelColumnName = "Click",
            Epochs = options.Epochs,
            L2 = 1e-4f,
            Seed = options.Seed,
            Workers = options.Workers,            // threads of this process
            Synchronization = options.Sync,       // SyncPolicy.BoundedStaleness(3), BulkSynchronous, … (README: Choosing a policy)
            Progress = progress,
            OnCompleted = last.Completed,
            CancellationToken = cancellationToken,
            OnCancel = CancelBehavior.ReturnModelSoFar,
            JobId = options.Job,
        };
        if (options.Redis is not null)            // on several machines
            logistic.UseRedis(options.Redis, redis => redis.WorkersTotal = options.WorkersTotal);

        return Hashed(mlContext, options.Bits)
            .Append(mlContext.Distributed().LogisticRegression(logistic))
            .Fit(train);
    }

    private static TransformerChain<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>> FitSdca(
        MLContext mlContext, IDataView train, ClickOptions options, LastReport last, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        var logistic = new SdcaLogisticRegressionOptions
        {
            LabelColumnName = "Click",
            Epochs = options.Epochs,              // at most: it stops as soon as it is as near the optimum as GapTarget asks
            L2 = 1e-4f,
            Seed = options.Seed,
            Workers = options.Workers,
            Synchronization = options.Sync,
            Progress = progress,
            OnCompleted = last.Completed,         // the report's certificate says how near
            CancellationToken = cancellationToken,
            OnCancel = CancelBehavior.ReturnModelSoFar,
            JobId = options.Job,
        };
        if (options.Redis is not null)
            logistic.UseRedis(options.Redis, redis => redis.WorkersTotal = options.WorkersTotal);

        return Hashed(mlContext, options.Bits)
            .Append(mlContext.Distributed().SdcaLogisticRegression(logistic))
            .Fit(train);
    }

    /// <summary>Every value of every column becomes one of 2^bits features by its hash: no dictionary, whatever comes.</summary>
    public static EstimatorChain<ITransformer> Hashed(MLContext mlContext, int bits)
    {
        string[] fields = [.. ClickColumns.Fields];
        InputOutputColumnPair[] hashed = [.. fields.Select(field => new InputOutputColumnPair(field + "Hashed", field))];
        return new EstimatorChain<ITransformer>()
            .Append(mlContext.Transforms.Categorical.OneHotHashEncoding(hashed, numberOfBits: bits))
            .Append(mlContext.Transforms.Concatenate("Features", [.. hashed.Select(pair => pair.OutputColumnName)]))
            .Append((IEstimator<ITransformer>)mlContext.Transforms.SelectColumns("Click", "Features"));
    }
}
