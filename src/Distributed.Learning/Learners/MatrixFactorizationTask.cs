using System.Globalization;
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

    /// <summary>How many workers the job starts with, of all processes together, ≥ 1: workers in step touch different items if there are at least as many blocks.</summary>
    public required int Workers { get; init; }

    /// <summary>Ratings to measure the loss on, by id, as read (not centred). Empty: none.</summary>
    public IReadOnlyList<ReadOnlyMemory<Rating>> Validation { get; init; } = [];

    /// <summary>Where to start; null: from random factors and no biases.</summary>
    public FactorStart? Start { get; init; }

    /// <summary>How often the users' rows are written to the store. Null: once an epoch.</summary>
    public OwnedDurability? Durability { get; init; }

    /// <summary>
    /// All that processes of one job must have equal, but for the ratings themselves: <c>name=value, …</c>, the same on every machine, so that a
    /// difference can be named.
    /// </summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Settings.Describe()}, seed={Seed}, users={Ratings.Users}, items={Ratings.Items}, ratings={Ratings.Count}, mean={Ratings.Mean}, validation={Validation.Sum(chunk => (long)chunk.Length)}, start={(Start is null ? "random" : HashStart(Start))}");

    private static string HashStart(FactorStart start)
    {
        ReadOnlySpan<ulong> parts = [Hash(start.UserFactors), Hash(start.ItemFactors), Hash(start.UserBiases), Hash(start.ItemBiases)];
        return DataHash.Combine(parts).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Hash(ReadOnlyMemory<float> values) => DataHash.Of(values.Span, 0);
}
