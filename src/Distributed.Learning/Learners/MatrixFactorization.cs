namespace Distributed.Learning;

/// <summary>Trains factorizations.</summary>
public static class MatrixFactorization
{
    /// <summary>Trains one.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and the options say to throw.</exception>
    /// <exception cref="ParameterStore.JobFailedException">A worker failed; its error is inside.</exception>
    public static async Task<MatrixFactorizationResult> TrainAsync(MatrixFactorizationTask task, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(task);
        ILearner learner = task.Settings.OneClass is { } loss ? new OneClassLearner(task, loss) : new MatrixFactorizationLearner(task);
        TrainingResult result = await TrainingJob.RunAsync(learner, settings).ConfigureAwait(false);
        return new(task, result);
    }
}
