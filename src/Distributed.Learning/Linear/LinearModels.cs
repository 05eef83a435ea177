namespace Distributed.Learning;

/// <summary>Trains linear models.</summary>
public static class LinearModels
{
    /// <summary>Examples below which another worker costs more than it brings.</summary>
    private const int ExamplesPerWorker = 4096;

    /// <summary>The workers that some examples keep busy: at least 1, at most <paramref name="most"/>.</summary>
    public static int WorkersFor(long examples, int most) => (int)Math.Clamp(examples / ExamplesPerWorker, 1, Math.Max(1, most));

    /// <summary>Trains one.</summary>
    /// <exception cref="ArgumentException">A setting is out of range, the start or the validation part has other sizes than the examples, or objective and method do not go together.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and the options say to throw.</exception>
    /// <exception cref="ParameterStore.JobFailedException">A worker failed; its error is inside.</exception>
    public static async Task<LinearResult> TrainAsync(LinearTask task, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(settings);
        LinearChecks.Check(task);
        ILinearLearner learner = task.Method switch
        {
            DualMethod method => DualLearners.Create(task, method),
            LassoMethod method => new LassoLearner(task, method),
            GradientMethod gradients => GradientLearners.For(task, gradients),
            _ => throw new ArgumentException($"{task.Method.GetType().Name} is not known.", nameof(task)),
        };
        TrainingResult result = await TrainingJob.RunAsync(learner, settings).ConfigureAwait(false);
        return learner.ResultOf(result);
    }
}
