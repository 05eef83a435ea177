using Distributed.Learning;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Ratings, column by column. The last <paramref name="HeldOut"/> are for evaluation only.</summary>
/// <param name="Users">User indices from 0.</param>
/// <param name="Items">Item indices from 0.</param>
/// <param name="Values">Ratings.</param>
/// <param name="HeldOut">How many at the end no batch draws.</param>
internal sealed record RatingExamples(int[] Users, int[] Items, float[] Values, int HeldOut)
{
    internal int UserCount { get; } = Users.Max() + 1;

    internal int ItemCount { get; } = Items.Max() + 1;

    internal int Trained => Values.Length - HeldOut;

    /// <summary>Some ratings, row by row.</summary>
    internal Rating[] Slice(int first, int count)
    {
        var rows = new Rating[count];
        for (int i = 0; i < count; i++)
            rows[i] = new(Users[first + i], Items[first + i], Values[first + i]);
        return rows;
    }

    /// <summary>Puts about a tenth, by a hash, at the end, to be held out.</summary>
    internal static RatingExamples Split(int[] users, int[] items, float[] values, ulong seed)
    {
        const int Parts = 10;
        ulong stream = Mix.Stream(seed, (ulong)DrawPurpose.Data);
        int[] order = new int[values.Length];
        int trained = 0, heldOut = 0;
        for (int i = 0; i < order.Length; i++)
            if (Draws.Below(stream, (uint)i, Parts) == 0)
                order[^++heldOut] = i;
            else
                order[trained++] = i;
        return new(Pick(users), Pick(items), Pick(values), trained == 0 ? 0 : heldOut);

        T[] Pick<T>(T[] column)
        {
            var picked = new T[order.Length];
            for (int i = 0; i < order.Length; i++)
                picked[i] = column[order[i]];
            return picked;
        }
    }

    /// <summary>Ratings of random cells of a planted matrix of some rank, with biases and noise, about 3.5 ± 1.</summary>
    internal static RatingExamples Planted(int users, int items, int count, int rank, ulong seed)
    {
        const double Mean = 3.5, Noise = 0.4;
        var draws = new Draws(seed);
        double[] ofUsers = PlantedRows(draws, new(2, 0), users, rank), ofItems = PlantedRows(draws, new(3, 0), items, rank);
        int[] user = new int[count], item = new int[count];
        var value = new float[count];
        // Each from its own draws: the order does not matter, and there may be millions.
        Parallel.For(0, count, i =>
        {
            ulong stream = draws.Stream(new(1, 0), i, DrawPurpose.Data);
            user[i] = Draws.Below(stream, 0, users);
            item[i] = Draws.Below(stream, 1, items);
            ReadOnlySpan<double> p = ofUsers.AsSpan(user[i] * (rank + 1), rank + 1), q = ofItems.AsSpan(item[i] * (rank + 1), rank + 1);
            double rating = Mean + p[rank] + q[rank] + (Noise * Draws.Normal(Mix.Hash(stream, 2)));
            for (int k = 0; k < rank; k++)
                rating += p[k] * q[k];
            value[i] = (float)rating;
        });

        return Split(user, item, value, seed);
    }

    // Rows of factors, each with its bias last.
    private static double[] PlantedRows(Draws draws, WorkerId axis, int count, int rank)
    {
        const double BiasSpread = 0.4, FactorSpread = 0.8;
        double scale = FactorSpread / Math.Sqrt(Math.Sqrt(rank));
        var rows = new double[count * (rank + 1)];
        for (int row = 0; row < count; row++)
        {
            ulong stream = draws.Stream(axis, row, DrawPurpose.Data);
            for (int k = 0; k <= rank; k++)
                rows[(row * (rank + 1)) + k] = (k == rank ? BiasSpread : scale) * Draws.Normal(Mix.Hash(stream, (uint)k));
        }

        return rows;
    }
}
