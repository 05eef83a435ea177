using ParameterStore;

namespace Distributed.Learning;

/// <summary>A factorization to be trained: what on, what for, and where to start.</summary>
public sealed record MatrixFactorizationTask
{
    /// <summary>The ratings to learn from.</summary>
    public required RatingShards Ratings { get; init; }

    /// <summary>What to learn.</summary>
    public required MatrixFactorizationSettings Settings { get; init; }

    /// <summary>Decides the first factors.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many workers the job starts with, ≥ 1: workers in step touch different items if there are at least as many blocks.</summary>
    public required int Workers { get; init; }

    /// <summary>Ratings to measure the loss on, by id, as read (not centred). Empty: none.</summary>
    public IReadOnlyList<ReadOnlyMemory<Rating>> Validation { get; init; } = [];

    /// <summary>Where to start; null: from random factors and no biases.</summary>
    public FactorStart? Start { get; init; }

    /// <summary>How often the users' rows are written to the store. Null: once an epoch.</summary>
    public OwnedDurability? Durability { get; init; }
}
