using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Dual ascent on data that every process makes for itself: whatever happens to processes, the shared sums have to be those of the owned duals.</summary>
internal static class DualJob
{
    private const int Examples = 600, Features = 20;

    /// <summary>The job in one process, in memory, where nothing happens to it.</summary>
    internal static Task<WorkerReport> UndisturbedAsync(WorkerPlan plan)
    {
        var options = new WorkerOptions { Workers = plan.WorkersTotal, Synchronization = SyncPolicy.Parse(plan.Policy) };
        return RunAsync(plan with { PaceMs = 0, CountsTwice = -1 }, new() { Job = options }, _ => { });
    }

    internal static async Task<WorkerReport> RunAsync(WorkerPlan plan, TrainingSettings settings, Action<BlockId> done)
    {
        var method = new DualMethod { Epochs = plan.Epochs, RoundsPerEpoch = plan.BlocksPerEpoch, GapTarget = 1e-12 };
        var task = new LinearTask
        {
            Examples = Data(),
            Objective = new() { Loss = LinearLoss.Logistic, L2 = 0.01 },
            Method = method,
            Workers = plan.Shards,
        };
        var learner = (DualLearner<LogisticDualLoss>)DualLearners.Create(task, method);
        TrainingResult result = await TrainingJob.RunAsync(new PacedLearner(learner, plan, done), settings);
        var tables = new DualTables(result.Tables);
        float[] duals = result.Parameters.Values(tables.Duals).ToArray();
        LinearResult model = learner.ResultOf(result);
        GapCertificate certificate = model.Report.Certificate!;
        return WorkerReport.Of(result) with
        {
            ExactSums = DualSums.Of(learner.Problem, duals, DualTables.Rest + 1, DualTables.Alpha),
            Duals = [.. duals.Where((_, at) => at % (DualTables.Rest + 1) != DualTables.Rest)],
            Model = [.. model.Weights.Span, .. model.Biases.Span],
            Certificate = [certificate.Primal, certificate.Dual],
        };
    }

    private static LinearExamples Data()
    {
        var builder = new LinearExamplesBuilder(Features, hasWeights: false);
        builder.StartBatch(0);
        float[] values = new float[Features];
        for (int i = 0; i < Examples; i++)
        {
            for (int j = 0; j < Features; j++)
                values[j] = Mix.Unit(Mix.Hash(5, (ulong)((i * Features) + j))) - 0.5f;
            builder.TryAdd(values[0] + values[1] > 0.3f * (Mix.Unit(Mix.Hash(6, (ulong)i)) - 0.5f) ? 1 : -1, 1, [], values);
        }

        return LinearExamplesBuilder.Build([builder]);
    }
}
