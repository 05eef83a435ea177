using Distributed.Learning;

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

    /// <summary>Puts every so many-th rating, by a hash, at the end, to be held out.</summary>
    internal static RatingExamples Split(int[] users, int[] items, float[] values, ulong seed)
    {
        const int Parts = 10;
        ulong stream = Mix.Stream(seed, (ulong)DrawPurpose.Data);
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => Draws.Below(stream, (uint)i, Parts) == 0 ? 1 : 0)];
        int heldOut = order.Count(i => Draws.Below(stream, (uint)i, Parts) == 0);
        heldOut = heldOut == values.Length ? 0 : heldOut;
        return new([.. order.Select(i => users[i])], [.. order.Select(i => items[i])], [.. order.Select(i => values[i])], heldOut);
    }

    /// <summary>Ratings of random cells of a planted matrix of some rank, with biases and noise, about 3.5 ± 1.</summary>
    internal static RatingExamples Planted(int users, int items, int count, int rank, ulong seed)
    {
        const double Mean = 3.5, BiasSpread = 0.4, FactorSpread = 0.8, Noise = 0.4;
        var draws = new Draws(seed);
        int[] user = new int[count], item = new int[count];
        var value = new float[count];
        double scale = FactorSpread / Math.Sqrt(Math.Sqrt(rank));
        for (int i = 0; i < count; i++)
        {
            ulong stream = draws.Stream(new(1, 0), i, DrawPurpose.Data);
            user[i] = Draws.Below(stream, 0, users);
            item[i] = Draws.Below(stream, 1, items);
            ulong ofUser = draws.Stream(new(2, 0), user[i], DrawPurpose.Data), ofItem = draws.Stream(new(3, 0), item[i], DrawPurpose.Data);
            double rating = Mean + (BiasSpread * (Draws.Normal(ofUser) + Draws.Normal(ofItem))) + (Noise * Draws.Normal(Mix.Hash(stream, 2)));
            for (int k = 1; k <= rank; k++)
                rating += scale * Draws.Normal(Mix.Hash(ofUser, (uint)k)) * scale * Draws.Normal(Mix.Hash(ofItem, (uint)k));
            value[i] = (float)rating;
        }

        return Split(user, item, value, seed);
    }
}
