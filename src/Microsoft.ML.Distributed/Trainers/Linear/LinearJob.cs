using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>From examples as read to a trained model: says to the learner what the options say.</summary>
internal sealed class LinearJob(LinearOptions options, LinearData data, LinearStart? start, int classes)
{
    /// <summary>Of this process.</summary>
    private int Workers => options.Workers ?? LinearModels.WorkersFor(data.Examples.Count, options.WorkersOrDefault);

    /// <summary>Trains.</summary>
    /// <param name="reading">What reading took.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    /// <param name="onEpoch">Told after each epoch, on a worker's thread.</param>
    internal Task<LinearResult> RunAsync(TimeSpan reading, int fit, Action<ParameterStore.TrainingProgress> onEpoch) => LinearModels.TrainAsync(
        new LinearTask
        {
            Examples = data.Examples,
            Validation = data.Validation,
            Objective = options.Objective(data.Examples.Count, classes),
            Method = options.Method(),
            Seed = (uint)options.Seed!.Value,
            Workers = options.Placement.TotalWorkers(Workers),
            Start = start,
            PushesOverNetwork = options.Placement.SpansProcesses,
        },
        new TrainingSettings
        {
            Job = options,
            Workers = Workers,
            Fit = fit,
            EarlyStopAfterEpochs = options.EarlyStopAfterEpochs,
            Reading = reading,
            OnEpoch = onEpoch,
        });
}
