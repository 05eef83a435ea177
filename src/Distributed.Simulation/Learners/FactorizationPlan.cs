using Distributed.Learning;

namespace Distributed.Simulation;

/// <summary>What a sharded factorization is asked to be.</summary>
/// <param name="Rank">Factors of a row, 1 or more.</param>
/// <param name="Epochs">Passes over the ratings, 1 or more: steps shrink to nothing over them.</param>
/// <param name="Batch">Ratings of a clock, about, 1 or more.</param>
internal sealed record FactorizationPlan(int Rank, int Epochs, int Batch)
{
    /// <summary>How many blocks of items make a clock's ratings about a batch.</summary>
    internal int BlocksOf(int ratings, int workers, int items) =>
        (int)Math.Clamp(Math.Round((double)ratings / ((double)workers * Batch)), 1, Math.Min(items, RatingShape.PartsMax));
}
