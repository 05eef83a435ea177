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
    /// <param name="start">What to start from instead; null: random factors, no biases.</param>
    public static TableSpec[] Specs(
        RatingShards ratings, MatrixFactorizationSettings settings, ulong seed, OwnedDurability durability, FactorStart? start = null)
    {
        int columns = FactorLayout.Columns(settings.Rank);
        var owned = Sharing.OwnedBy(ratings.FirstUserRows, durability);
        RowInitializer itemFactors, itemState, userFactors, userState;
        if (start is null)
        {
            (itemState, userState) = (RowInitializer.Zeros, RowInitializer.Zeros);
            itemFactors = Random(settings, Mix.Stream(seed, ItemStream));
            userFactors = Random(settings, Mix.Stream(seed, UserStream));
        }
        else
        {
            itemFactors = new StartInitializer(ratings.ItemIds, start.ItemFactors, settings.Rank);
            userFactors = new StartInitializer(ratings.UserIds, start.UserFactors, settings.Rank);
            itemState = new StartInitializer(ratings.ItemIds, start.ItemBiases, 1);
            userState = new StartInitializer(ratings.UserIds, start.UserBiases, 1);
        }

        return
        [
            new("item-factors", ratings.Items, columns) { Initial = itemFactors },
            new("item-state", ratings.Items, FactorLayout.StateColumns) { Initial = itemState },
            new("user-factors", ratings.Users, columns) { Initial = userFactors, Sharing = owned },
            new("user-state", ratings.Users, FactorLayout.StateColumns) { Initial = userState, Sharing = owned },
        ];
    }

    private static FactorInitializer Random(MatrixFactorizationSettings settings, ulong seed)
    {
        float scale = 1f / MathF.Sqrt(settings.Rank);
        return new(seed, settings.Rank, settings.NonNegative ? 0 : -0.1f * scale, settings.NonNegative ? scale : 0.1f * scale);
    }
}
