namespace Distributed.Learning;

/// <summary>Factors and biases to start from, by id; the ids and rank are those of the training.</summary>
/// <param name="UserFactors">Row-major, user ids × rank.</param>
/// <param name="ItemFactors">Row-major, item ids × rank.</param>
/// <param name="UserBiases">One a user id; empty for none.</param>
/// <param name="ItemBiases">One an item id; empty for none.</param>
public sealed record FactorStart(
    ReadOnlyMemory<float> UserFactors, ReadOnlyMemory<float> ItemFactors, ReadOnlyMemory<float> UserBiases, ReadOnlyMemory<float> ItemBiases);
