using ParameterStore;

namespace Distributed.Learning;

/// <summary>The four tables of a factorization: items are shared and pushed as sums of differences, users are owned by their example shard.</summary>
public static class MatrixFactorizationTables
{
    private const ulong UserStream = 11, ItemStream = 12;

    /// <summary>The specifications, in the order item factors, item state, user factors, user state.</summary>
    /// <param name="ratings">Says how many rows there are and who owns which.</param>
    /// <param name="settings">Says how many columns there are and what they start from.</param>
    /// <param name="seed">Decides the first factors.</param>
    /// <param name="durability">How often owned rows are written; a factorization tolerates old ones.</param>
    public static TableSpec[] Specs(RatingShards ratings, MatrixFactorizationSettings settings, ulong seed, OwnedDurability durability)
    {
        int columns = FactorLayout.Columns(settings.Rank);
        var owned = Sharing.OwnedBy(ratings.FirstUserRows, durability);
        return
        [
            new("item-factors", ratings.Items, columns) { Initial = Initial(settings, Mix.Stream(seed, ItemStream)) },
            new("item-state", ratings.Items, FactorLayout.StateColumns),
            new("user-factors", ratings.Users, columns) { Initial = Initial(settings, Mix.Stream(seed, UserStream)), Sharing = owned },
            new("user-state", ratings.Users, FactorLayout.StateColumns) { Sharing = owned },
        ];
    }

    private static FactorInitializer Initial(MatrixFactorizationSettings settings, ulong seed)
    {
        float scale = 1f / MathF.Sqrt(settings.Rank);
        return new(seed, settings.Rank, settings.NonNegative ? 0 : -0.1f * scale, settings.NonNegative ? scale : 0.1f * scale);
    }
}
