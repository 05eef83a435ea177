using Distributed.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Distributed;
using ParameterStore;
using CalibratedModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Redis.ParameterStore.Tests;

/// <summary>A logistic regression as an ML.NET user trains it, on data that every process makes for itself.</summary>
internal static class TrainerJob
{
    internal const float L2 = 0.01f;

    private const int Examples = 2000, Features = 20;

    private static readonly Lazy<Example[]> _data = new(() => [.. Enumerable.Range(0, Examples).Select(Make)]);

    /// <summary>Fits.</summary>
    /// <param name="plan">What, and how long.</param>
    /// <param name="join">Makes the options those of a process of a job.</param>
    /// <param name="done">Told after each epoch, on a worker's thread.</param>
    internal static WorkerReport Run(WorkerPlan plan, Action<JobOptions> join, Action<BlockId> done)
    {
        TrainingReport? report = null;
        void Common(LinearOptions options)
        {
            (options.Epochs, options.L2, options.Seed, options.Quiet, options.Progress) = (plan.Epochs, L2, 1, true, new Epochs(done));
            options.OnCompleted = r => report = r;
            join(options);
        }

        var context = new MLContext();
        IDataView data = context.Data.LoadFromEnumerable(_data.Value);
        CalibratedModel model = Trainer(context, plan.Trainer!, Common).Fit(data).Model;
        return new()
        {
            Model = [.. model.SubModel.Weights, model.SubModel.Bias],
            Certificate = report!.Certificate is { } certificate ? [certificate.Primal, certificate.Dual] : [],
            Committed = report.Job.BlocksCommitted,
            StopReason = report.StopReason.ToString(),
        };
    }

    /// <summary>The mean loss of weights and bias, and with them <see cref="L2"/>'s penalty, in float64.</summary>
    /// <param name="model">Weights, and the bias after them.</param>
    /// <param name="isBiasPenalized">As by SDCA.</param>
    internal static double Objective(float[] model, bool isBiasPenalized)
    {
        double loss = 0;
        foreach (Example example in _data.Value)
        {
            double score = model[^1];
            for (int j = 0; j < Features; j++)
                score += (double)model[j] * example.Features[j];
            loss += Math.Log(1 + Math.Exp(example.Label ? -score : score));
        }

        return (loss / Examples) + (0.5 * L2 * model[..(isBiasPenalized ? Features + 1 : Features)].Sum(w => (double)w * w));
    }

    private static DistributedLogisticRegressionTrainer Trainer(MLContext context, string name, Action<LinearOptions> common)
    {
        if (name == "SdcaLogisticRegression")
        {
            var dual = new SdcaLogisticRegressionOptions { GapTarget = 1e-9f };
            common(dual);
            return context.Distributed().SdcaLogisticRegression(dual);
        }

        var gradients = new LogisticRegressionOptions { Optimizer = GradientOptimizer.AdaGrad };
        common(gradients);
        return context.Distributed().LogisticRegression(gradients);
    }

    private static Example Make(int row)
    {
        float[] features = [.. Enumerable.Range(0, Features).Select(j => Mix.Unit(Mix.Hash(5, (ulong)((row * Features) + j))) - 0.5f)];
        return new() { Features = features, Label = features[0] + features[1] > 0.6f * (Mix.Unit(Mix.Hash(6, (ulong)row)) - 0.5f) };
    }

    private sealed class Epochs(Action<BlockId> done) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => done(new(0, value.Epoch - 1, 0));
    }

    private sealed class Example
    {
        public bool Label { get; set; }

        [VectorType(TrainerJob.Features)]
        public float[] Features { get; set; } = [];
    }
}
