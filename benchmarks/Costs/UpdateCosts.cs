using Distributed.Learning;
using ParameterStore;
using LearnerRating = Distributed.Learning.Rating;

namespace Benchmarks;

/// <summary>A factorization's updates: at two ranks where rows stay in a cache, and at one where they do not.</summary>
internal static class UpdateCosts
{
    private const int Low = 16, High = 128, Middle = 64;
    private const int FewUsers = 500, FewItems = 500, FewRatings = 20_000;
    private const int ManyUsers = 20_000, ManyItems = 400_000, ManyRatings = 400_000;

    public static (double RatingNs, double FactorNs, double FactorInMemoryNs) Measure(int rounds)
    {
        double low = RatingNs(Low, FewUsers, FewItems, FewRatings, rounds), high = RatingNs(High, FewUsers, FewItems, FewRatings, rounds);
        double factor = (high - low) / (High - Low);
        double rating = Math.Max(0.1, low - (Low * factor));
        double many = RatingNs(Middle, ManyUsers, ManyItems, ManyRatings, rounds);
        return (rating, factor, Math.Max(factor, (many - rating) / Middle));
    }

    private static double RatingNs(int rank, int users, int items, int count, int rounds)
    {
        var settings = new MatrixFactorizationSettings { Rank = rank };
        RatingShards ratings = Shards(users, items, count);
        TableSpec[] specs = MatrixFactorizationTables.Specs(ratings, settings, 1, OwnedDurability.EveryCommit);
        float[][] tables = [.. specs.Select(Values)];
        var rows = new float[4][];
        tables.CopyTo(rows, 0);
        return CostTimer.Ns(
            () => MatrixFactorizationKernel.Update(ratings.Block(0, 0), new() { ItemFactors = rows[0], ItemState = rows[1], UserFactors = rows[2], UserState = rows[3] }, new(settings, 1, 0, 1)),
            ratings.Block(0, 0).Count,
            rounds);
    }

    private static float[] Values(TableSpec spec)
    {
        float[] values = new float[spec.Rows * spec.Columns];
        spec.Initial.Fill(0, spec.Columns, values);
        return values;
    }

    private static RatingShards Shards(int users, int items, int count)
    {
        Random random = new(1);
        LearnerRating[] ratings = [.. Enumerable.Range(0, count).Select(_ => new LearnerRating(random.Next(users), random.Next(items), 1 + random.Next(5)))];
        return RatingShards.Build([ratings], new(users, items, 1, 1, 1), 1);
    }
}
