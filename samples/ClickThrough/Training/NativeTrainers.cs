using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace ClickThrough;

/// <summary>ML.NET's own trainers, to compare with: the same features and threads.</summary>
internal static class NativeTrainers
{
    public static IEnumerable<(string Name, Func<ITransformer> Fit)> All(MLContext mlContext, IDataView train, ClickOptions options)
    {
        var sdca = new SdcaLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = ClickColumns.Label,
            NumberOfThreads = options.Job.Workers,
            MaximumNumberOfIterations = options.Epochs,
            L1Regularization = 0,
            L2Regularization = 1e-4f,
        };
        yield return ("ML.NET's SDCA", () => ClickPipeline.Hashed(mlContext, options.Bits)
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(sdca)).Fit(train));
        yield return ("ML.NET's L-BFGS", () => ClickPipeline.Hashed(mlContext, options.Bits)
            .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(ClickColumns.Label, l1Regularization: 0)).Fit(train));
    }
}
