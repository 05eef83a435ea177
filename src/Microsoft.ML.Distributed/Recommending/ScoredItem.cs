namespace Microsoft.ML.Distributed;

/// <summary>An item and how well it suits a user.</summary>
/// <param name="Item">The item's key, from 1, as in the model's key column.</param>
/// <param name="Score">The model's score, the same bits as its <c>Transform</c> gives.</param>
public readonly record struct ScoredItem(uint Item, float Score)
{
    /// <summary>Best first: higher scores, and of equal scores lower keys.</summary>
    internal bool IsBetterThan(ScoredItem other) => Score > other.Score || (Score == other.Score && Item < other.Item);
}
