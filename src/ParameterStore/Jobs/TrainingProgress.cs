namespace ParameterStore;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">Epochs that the slowest worker has done, from 1; 0 before the first.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Elapsed">Time since the first clock.</param>
/// <param name="TrainLoss">The learner's loss over the epoch, summed while it trained (each example before its own update); NaN before the first epoch is done. Of a matrix factorization with squared loss the root of the mean square; of a linear model the mean loss, which for squared loss is that of (s − y)²/2.</param>
/// <param name="ValidationLoss">The loss on the validation part; NaN if there is none, or if it was not measured at this epoch.</param>
/// <param name="UpdatesPerSecond">Examples processed a second by all workers together, since the last report.</param>
/// <param name="Workers">A row a worker, in seat order. Valid during the call only.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    TimeSpan Elapsed,
    double TrainLoss,
    double ValidationLoss,
    double UpdatesPerSecond,
    IReadOnlyList<WorkerProgress> Workers)
{
    /// <summary>How far the objective is from the best one, as a share of it, estimated over the epoch while it trained; NaN if the trainer has no duals. The report certifies it.</summary>
    public double Gap { get; init; } = double.NaN;
}
