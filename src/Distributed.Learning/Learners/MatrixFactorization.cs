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

    /// <summary>
    /// Trains one together with other processes, each of which has only its own ratings (<see cref="ParameterStore.DataPlacement.Local"/>). All get the same
    /// complete model. If there is no other process, this is the same as training on the ratings of this one.
    /// </summary>
    /// <param name="data">This process's ratings.</param>
    /// <param name="task">
    /// Says what to learn, once mean and deviation of all processes' ratings are known; ratings, validation and workers are filled in. Of the ratings only
    /// this process's are there.
    /// </param>
    /// <param name="settings">How the job is run.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of range; or the processes' data do not go together: users are in several of them, or their numbers of keys differ. The message is
    /// the same in all of them.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled, and the options say to throw.</exception>
    /// <exception cref="ParameterStore.JobFailedException">A worker failed, or a process is gone and with it its ratings.</exception>
    public static async Task<MatrixFactorizationResult> TrainAsync(LocalRatings data, Func<RatingShards, MatrixFactorizationTask> task, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(settings);
        var source = new LocalFactorization(data, task);
        TrainingResult result = await TrainingJob.RunAsync(source, settings).ConfigureAwait(false);
        return new(source.Task!, result);
    }
}
