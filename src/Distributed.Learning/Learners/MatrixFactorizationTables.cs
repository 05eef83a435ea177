using ParameterStore;

namespace Distributed.Learning;

/// <summary>The four tables of a factorization: items are shared and pushed as sums of differences, users are owned by their example shard.</summary>
public static class MatrixFactorizationTables
{
    /// <summary>The largest first factor, for rank 1 and deviation 1.</summary>
    private const float FirstFactor = 0.1f;

    private const ulong UserStream = 11, ItemStream = 12;

    /// <summary>The most factors that rows can have if one table is to hold them all: rows are padded to whole groups of lanes.</summary>
    /// <param name="rows">Users or items that have a rating, ≥ 1.</param>
    public static int RankMax(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return Array.MaxLength / rows / FactorLayout.Lanes * FactorLayout.Lanes;
    }

    /// <summary>The specifications, in the order item factors, item state, user factors, user state.</summary>
    /// <param name="ratings">Says how many rows there are and who owns which.</param>
    /// <param name="settings">Says how many columns there are and what they start from.</param>
    /// <param name="seed">Decides the first factors.</param>
    /// <param name="durability">How often owned rows are written; a factorization tolerates old ones.</param>
    /// <param name="start">What to start from instead; null: random factors, no biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">A table cannot hold so many factors; see <see cref="RankMax"/>.</exception>
    public static TableSpec[] Specs(
        RatingShards ratings, MatrixFactorizationSettings settings, ulong seed, OwnedDurability durability, FactorStart? start = null)
    {
        CheckRank(settings.Rank, Math.Max(ratings.Users, ratings.Items));
        int columns = FactorLayout.Columns(settings.Rank);
        var owned = Sharing.OwnedBy(ratings.FirstUserRows, durability);
        RowInitializer itemFactors, itemState, userFactors, userState;
        if (start is null)
        {
            (itemState, userState) = (RowInitializer.Zeros, RowInitializer.Zeros);
            itemFactors = Random(settings, ratings.Deviation, Mix.Stream(seed, ItemStream));
            userFactors = Random(settings, ratings.Deviation, Mix.Stream(seed, UserStream));
        }
        else
        {
            itemFactors = new StartInitializer(ratings.ItemIds, start.ItemFactors, settings.Rank);
            userFactors = new StartInitializer(ratings.UserIds, start.UserFactors, settings.Rank);
            itemState = new StartInitializer(ratings.ItemIds, settings.Biases ? start.ItemBiases : default, 1);
            userState = new StartInitializer(ratings.UserIds, settings.Biases ? start.UserBiases : default, 1);
        }

        return
        [
            new("item-factors", ratings.Items, columns) { Initial = itemFactors },
            new("item-state", ratings.Items, FactorLayout.StateColumns) { Initial = itemState },
            new("user-factors", ratings.Users, columns) { Initial = userFactors, Sharing = owned },
            new("user-state", ratings.Users, FactorLayout.StateColumns) { Initial = userState, Sharing = owned },
        ];
    }

    private static void CheckRank(int rank, int rows)
    {
        if (rows == 0 || rank <= RankMax(rows))
            return;
        string remedy = RankMax(rows) > 0 ? $"use a rank of at most {RankMax(rows)}" : "train on fewer users and items";
        throw new ArgumentOutOfRangeException(
            nameof(MatrixFactorizationSettings.Rank), rank, $"{rows} rows of {rank} factors, padded to whole groups of {FactorLayout.Lanes}, are more than the {Array.MaxLength} numbers that a table holds; {remedy}.");
    }

    /// <summary>
    /// The tables of a one-class factorization, in the same order. All are shared; users start from zero, which their first solution does not
    /// depend on. State stays zero: there are no biases.
    /// </summary>
    internal static TableSpec[] OneClassSpecs(RatingShards ratings, MatrixFactorizationSettings settings, ulong seed, FactorStart? start)
    {
        int columns = FactorLayout.Columns(settings.Rank);
        float largest = 1f / MathF.Sqrt(settings.Rank);
        RowInitializer items = start is null
            ? new FactorInitializer(Mix.Stream(seed, ItemStream), settings.Rank, 0, largest)
            : new StartInitializer(ratings.ItemIds, start.ItemFactors, settings.Rank);
        RowInitializer users = start is null ? RowInitializer.Zeros : new StartInitializer(ratings.UserIds, start.UserFactors, settings.Rank);
        return
        [
            new("item-factors", ratings.Items, columns) { Initial = items },
            new("item-state", ratings.Items, FactorLayout.StateColumns),
            new("user-factors", ratings.Users, columns) { Initial = users },
            new("user-state", ratings.Users, FactorLayout.StateColumns),
        ];
    }

    /// <summary>
    /// Around zero, products are small against the ratings' deviation, so that training starts from the biases; above zero, they are
    /// on average as large as ratings are.
    /// </summary>
    private static FactorInitializer Random(MatrixFactorizationSettings settings, double deviation, ulong seed)
    {
        float scale = (float)Math.Sqrt(deviation / settings.Rank);
        return settings.NonNegative ? new(seed, settings.Rank, 0.5f * scale, 1.5f * scale) : new(seed, settings.Rank, -FirstFactor * scale, FirstFactor * scale);
    }
}
