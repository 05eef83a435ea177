namespace Distributed.Learning;

/// <summary>How ratings are cut into example shards and blocks.</summary>
/// <param name="Users">Number of user ids, seen or not.</param>
/// <param name="Items">Number of item ids, seen or not.</param>
/// <param name="Shards">Example shards: disjoint sets of users, 1 … 65,536.</param>
/// <param name="Blocks">Blocks an example shard: disjoint sets of items, 1 … 65,536.</param>
/// <param name="Seed">Decides which user and item goes where.</param>
public sealed record RatingShape(int Users, int Items, int Shards, int Blocks, ulong Seed)
{
    /// <summary>The most example shards, and the most blocks of one.</summary>
    public const int PartsMax = 65_536;

    /// <summary>Whether the mean is subtracted from the values. True unless the factors must not be negative.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range; the message says which and what is allowed.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Users);
        ArgumentOutOfRangeException.ThrowIfNegative(Items);
        if (Shards is < 1 or > PartsMax)
            throw new ArgumentOutOfRangeException(nameof(Shards), Shards, $"Ratings can be cut into 1 to {PartsMax:N0} example shards.");
        if (Blocks is < 1 or > PartsMax)
            throw new ArgumentOutOfRangeException(nameof(Blocks), Blocks, $"An example shard can have 1 to {PartsMax:N0} blocks.");
    }
}
