namespace Distributed.Learning;

/// <summary>
/// The ratings that one of several processes has, which no other one has: all ratings of a user are in one process, and ids come from one map that all
/// processes share.
/// </summary>
public sealed record LocalRatings
{
    /// <summary>This process's ratings, in any order and chunks; at least one.</summary>
    public required IReadOnlyList<ReadOnlyMemory<Rating>> Ratings { get; init; }

    /// <summary>What this process holds out to measure the loss on. All processes get what all of them hold out: 12 bytes a rating.</summary>
    public IReadOnlyList<ReadOnlyMemory<Rating>> Validation { get; init; } = [];

    /// <summary>How users are cut.</summary>
    public required LocalAxis Users { get; init; }

    /// <summary>How items are cut.</summary>
    public required LocalAxis Items { get; init; }

    /// <summary>Number of factors, ≥ 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Blocks an epoch has; null: chosen.</summary>
    public int? ClocksPerEpoch { get; init; }

    /// <summary>Decides which user and item goes where.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether the mean of all processes' ratings is subtracted.</summary>
    public bool Center { get; init; } = true;

    /// <summary>The most threads to cut with, ≥ 1; has no influence on the result.</summary>
    public required int Threads { get; init; }
}
