using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ClickThrough;

/// <summary>ML.NET's own trainers, to compare with: the same features, threads and strength of L2 as ours, and settings that nobody tuned for either.</summary>
internal static class NativeTrainers
{
    public static IEnumerable<(string Name, Func<ITransformer> Fit)> All(MLContext mlContext, IDataView train, ClickOptions options)
    {
        const float L2 = 1e-4f;
        long rows = train.GetColumn<bool>(ClickColumns.Label).LongCount();
        var sdca = new SdcaLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = ClickColumns.Label,
            NumberOfThreads = options.Workers,
            MaximumNumberOfIterations = options.Epochs,
            L1Regularization = 0,
            L2Regularization = L2,
        };
        yield return ("ML.NET's SDCA", () => ClickPipeline.Hashed(mlContext, options.Bits)
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(sdca)).Fit(train));

        // Its strength stands beside the sum of losses; the others' beside the mean.
        yield return ("ML.NET's L-BFGS", () => ClickPipeline.Hashed(mlContext, options.Bits)
            .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(ClickColumns.Label, l1Regularization: 0, l2Regularization: L2 * rows)).Fit(train));
    }
}
