namespace Distributed.Learning;

/// <summary>The losses of one epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Train">Summed while it trained, each example before its own update; for squared loss of a factorization the root of the mean, of a linear model half the mean square.</param>
/// <param name="Validation">On the validation part at the epoch's end; NaN without one.</param>
/// <param name="Gap">
/// The duality gap as a share of the objective, estimated while it trained from every example before its own update; coordinates that rest are left out.
/// The report's certificate is exact. NaN if the learner has no duals.
/// </param>
public readonly record struct EpochLoss(int Epoch, double Train, double Validation, double Gap = double.NaN);
