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
    public static TransformerChain<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>> Fit(
        MLContext mlContext,
        IDataView train,
        ClickOptions options,
        LastReport last,
        IProgress<TrainingProgress> progress,
        CancellationToken cancellationToken)
    {
        LinearOptions logistic = options.Trainer == ClickTrainer.Sdca ? new SdcaLogisticRegressionOptions() : new LogisticRegressionOptions();
        logistic.LabelColumnName = "Click";
        logistic.Epochs = options.Epochs;
        logistic.L2 = 1e-4f;
        logistic.Seed = options.Seed;
        logistic.Workers = options.Workers;            // threads of this process
        logistic.Synchronization = options.Sync;       // SyncPolicy.BoundedStaleness(3), BulkSynchronous, … (README: Choosing a policy)
        logistic.Progress = progress;
        logistic.OnCompleted = last.Completed;
        logistic.CancellationToken = cancellationToken;
        logistic.OnCancel = CancelBehavior.ReturnModelSoFar;
        logistic.JobId = options.Job;
        if (options.Redis is not null)                 // on several machines
            logistic.UseRedis(options.Redis, redis => redis.WorkersTotal = options.WorkersTotal);

        DistributedCatalog distributed = mlContext.Distributed();
        return Hashed(mlContext, options.Bits)
            .Append(logistic is SdcaLogisticRegressionOptions sdca ? distributed.SdcaLogisticRegression(sdca) : distributed.LogisticRegression((LogisticRegressionOptions)logistic))
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
