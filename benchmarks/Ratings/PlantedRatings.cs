namespace Benchmarks;

/// <summary>
/// Ratings with a known cause: rank 20 and biases planted, noise 0.8 added, rounded to 1 … 5. Every user rates equally many items, each
/// drawn without repetition by fame: the n-th item n times less likely than the first (Zipf, s = 1). Rows are in random order.
/// </summary>
internal static class PlantedRatings
{
    private const int Rank = 20, Seed = 1;
    private const double Mean = 3.4, BiasSpread = 0.4, TasteSpread = 0.7, Noise = 0.8;

    /// <summary>The sizes by name; "100k" is for a quick look.</summary>
    public static RatingTable Make(string size) => size switch
    {
        "100k" => Make(size, 1_000, 1_700, 100_000),
        "1M" => Make(size, 6_040, 3_706, 1_000_000),
        "10M" => Make(size, 60_400, 10_000, 10_000_000),
        _ => throw new BenchmarkException($"--rows {size}: there are 100k, 1M and 10M."),
    };

    private static RatingTable Make(string name, int users, int items, int count)
    {
        Random random = new(Seed);
        float[] userVectors = Vectors(random, users), itemVectors = Vectors(random, items);
        int[] user = new int[count], item = new int[count];
        Draw(random, users, items, user, item);
        Shuffle(random, user, item);
        float[] value = new float[count];
        for (int i = 0; i < count; i++)
        {
            double exact = Mean + Score(userVectors.AsSpan(user[i] * (Rank + 1), Rank + 1), itemVectors.AsSpan(item[i] * (Rank + 1), Rank + 1));
            value[i] = (float)Math.Clamp(Math.Round(exact + (Noise * Normal(random))), 1, 5);
        }

        return new(name, users, items, user, item, value);
    }

    // Rank tastes and a bias each.
    private static float[] Vectors(Random random, int count)
    {
        float[] vectors = new float[count * (Rank + 1)];
        for (int i = 0; i < vectors.Length; i++)
            vectors[i] = (float)(Normal(random) * (i % (Rank + 1) == Rank ? BiasSpread : 1));
        return vectors;
    }

    private static double Score(ReadOnlySpan<float> user, ReadOnlySpan<float> item)
    {
        double taste = 0;
        for (int k = 0; k < Rank; k++)
            taste += user[k] * item[k];
        return user[Rank] + item[Rank] + (taste * TasteSpread / Math.Sqrt(Rank));
    }

    private static void Draw(Random random, int users, int items, int[] user, int[] item)
    {
        double[] fame = new double[items];
        for (int n = 0; n < items; n++)
            fame[n] = (n > 0 ? fame[n - 1] : 0) + (1.0 / (n + 1));
        int[] lastUser = new int[items];
        Array.Fill(lastUser, -1);
        for (int u = 0, at = 0; u < users; u++)
        {
            int end = (int)((long)user.Length * (u + 1) / users);
            while (at < end)
            {
                int drawn = Array.BinarySearch(fame, random.NextDouble() * fame[^1]);
                drawn = drawn < 0 ? ~drawn : drawn;
                if (lastUser[drawn] == u)
                    continue;
                lastUser[drawn] = u;
                user[at] = u;
                item[at++] = drawn;
            }
        }
    }

    private static void Shuffle(Random random, int[] user, int[] item)
    {
        for (int i = user.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (user[i], user[other]) = (user[other], user[i]);
            (item[i], item[other]) = (item[other], item[i]);
        }
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
