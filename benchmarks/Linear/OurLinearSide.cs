using System.Diagnostics;
using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Distributed;
using SvmLight;

namespace Benchmarks;

/// <summary>A trainer of this package.</summary>
/// <param name="name">Its name in the catalog.</param>
/// <param name="grid">What to try when tuning.</param>
/// <param name="make">Makes it, to fit on so many rows.</param>
internal sealed class OurLinearSide(string name, IReadOnlyList<LinearChoice> grid, Func<int, LinearChoice, int, int, DistributedLogisticRegressionTrainer> make) : ILinearSide
{
    // One for all Fits: two of the same choice then come to the same loss, but for threads that do not wait for one another.
    private const int Seed = 1;

    public string Name => name;

    public IReadOnlyList<LinearChoice> Grid => grid;

    public LinearFitted Fit(LinearPart train, LinearChoice choice, int passes, int threads)
    {
        DistributedLogisticRegressionTrainer trainer = make(train.Rows, choice, passes, threads);
        long begin = Stopwatch.GetTimestamp();
        ITransformer model = trainer.Fit(train.View, out TrainingReport report);
        return new(part => LogLoss.Of(model, part.View), Stopwatch.GetElapsedTime(begin).TotalSeconds, report.Reading.TotalSeconds);
    }

    /// <summary>Dual coordinate ascent; it does all passes, whatever its gap.</summary>
    public static OurLinearSide Sdca(MLContext context) => new(
        "SdcaLogisticRegression",
        LinearChoice.Strengths,
        (rows, choice, passes, threads) => context.Distributed().SdcaLogisticRegression(new SdcaLogisticRegressionOptions
        {
            LabelColumnName = ExampleTableView.Label,
            FeatureColumnName = ExampleTableView.Features,
            L2 = (float)(choice.L2 / rows),
            Epochs = passes,
            GapTarget = float.Epsilon,
            Workers = threads,
            Seed = Seed,
            Quiet = true,
        }));

    /// <summary>Steps along gradients of batches.</summary>
    public static OurLinearSide Gradient(MLContext context, GradientOptimizer optimizer) => new(
        $"LogisticRegression ({optimizer})",
        LinearChoice.StrengthsAndRates,
        (rows, choice, passes, threads) => context.Distributed().LogisticRegression(new LogisticRegressionOptions
        {
            LabelColumnName = ExampleTableView.Label,
            FeatureColumnName = ExampleTableView.Features,
            L2 = (float)(choice.L2 / rows),
            LearningRate = choice.LearningRate,
            Optimizer = optimizer,
            Epochs = passes,
            Workers = threads,
            Seed = Seed,
            Quiet = true,
        }));
}
