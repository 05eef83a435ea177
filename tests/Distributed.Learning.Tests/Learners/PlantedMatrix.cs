namespace Distributed.Learning.Tests;

/// <summary>Ratings whose truth is known: mean, biases and a few factors, with noise. A pure function of its seed.</summary>
internal sealed class PlantedMatrix
{
    internal const float Noise = 0.3f;

    internal PlantedMatrix(int users, int items, int ratings, int rank, int seed)
    {
        (Users, Items) = (users, items);
        var random = new Random(seed);
        float[] userFactors = Normal(random, users * rank), itemFactors = Normal(random, items * rank);
        float[] userBiases = Normal(random, users), itemBiases = Normal(random, items);
        var seen = new HashSet<(int, int)>();
        var all = new List<Rating>();
        while (all.Count < ratings)
        {
            // low item numbers are popular
            int user = random.Next(users), item = (int)(items * random.NextDouble() * random.NextDouble());
            if (!seen.Add((user, item)))
                continue;
            float product = 0;
            for (int k = 0; k < rank; k++)
                product += userFactors[(user * rank) + k] * itemFactors[(item * rank) + k];
            all.Add(new(user, item, 3.5f + (0.5f * userBiases[user]) + (0.5f * itemBiases[item]) + (product / rank) + (Noise * Normal(random, 1)[0])));
        }

        Train = [.. all.Where((_, i) => i % 10 != 0)];
        Test = [.. all.Where((_, i) => i % 10 == 0)];
    }

    internal int Users { get; }

    internal int Items { get; }

    internal Rating[] Train { get; }

    internal Rating[] Test { get; }

    internal MatrixFactorizationTask Task(MatrixFactorizationSettings settings, int workers, ulong seed = 7) => new()
    {
        Ratings = RatingShards.Build([Train], FactorizationShape.For(Train.Length, Users, Items, settings.Rank, workers, null, seed) with { Center = !settings.NonNegative }, threads: 1),
        Settings = settings,
        Seed = seed,
        Workers = workers,
        Validation = [Test],
    };

    private static float[] Normal(Random random, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }
}
