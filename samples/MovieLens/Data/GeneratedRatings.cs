namespace MovieLens;

/// <summary>
/// Ratings made up, in the shape of ml-latest-small: as many users, films and ratings, few active users and few famous films, half stars.
/// Behind them stand biases and tastes (planted factors) and noise, so there is something to find.
/// </summary>
internal static class GeneratedRatings
{
    public const int Users = 610;
    public const int Movies = 9_724;
    public const int Count = 100_836;

    private const int FewestOfUser = 20;
    private const int Rank = 8;
    private const double Mean = 3.5, UserSpread = 0.4, MovieSpread = 0.5, TasteSpread = 0.5, Noise = 0.75;

    public static Dataset Make(int seed = 1)
    {
        Random random = new(seed);
        double[][] users = Vectors(random, Users, UserSpread);
        double[][] movies = Vectors(random, Movies, MovieSpread);
        List<int>[] seen = WhoSawWhat(random);

        List<Rating> ratings = new(Count);
        for (int user = 0; user < Users; user++)
        {
            foreach (int movie in seen[user])
            {
                double stars = Mean + users[user][Rank] + movies[movie][Rank] + Taste(users[user], movies[movie]) + (Noise * Normal(random));
                float halves = (float)(Math.Round(Math.Clamp(stars, 0.5, 5) * 2) / 2);
                ratings.Add(new Rating { User = user + 1, Movie = movie + 1, Stars = halves });
            }
        }

        return new("generated", ratings, new Dictionary<int, string>());
    }

    // A vector of tastes, and the bias behind them.
    private static double[][] Vectors(Random random, int count, double biasSpread) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Rank + 1).Select(k => (k == Rank ? biasSpread : 1) * Normal(random)).ToArray())];

    private static double Taste(double[] user, double[] movie)
    {
        double sum = 0;
        for (int k = 0; k < Rank; k++)
            sum += user[k] * movie[k];
        return sum * TasteSpread / Math.Sqrt(Rank);
    }

    // Every film is seen by somebody; then everybody sees the famous ones first: film n is n times less likely than the first (Zipf).
    private static List<int>[] WhoSawWhat(Random random)
    {
        int[] quota = Quotas(random);
        List<int>[] seen = [.. quota.Select(q => new List<int>(q))];
        double[] activity = Cumulate(quota.Select(q => (double)q));
        HashSet<(int, int)> pairs = new(Count);
        for (int movie = 0; movie < Movies; movie++)
        {
            int user = Draw(random, activity);
            while (seen[user].Count == quota[user])
                user = Draw(random, activity);
            pairs.Add((user, movie));
            seen[user].Add(movie);
        }

        double[] fame = Cumulate(Enumerable.Range(1, Movies).Select(n => 1.0 / n));
        for (int user = 0; user < Users; user++)
        {
            while (seen[user].Count < quota[user])
            {
                int movie = Draw(random, fame);
                if (pairs.Add((user, movie)))
                    seen[user].Add(movie);
            }
        }

        return seen;
    }

    private static int[] Quotas(Random random)
    {
        double[] weights = [.. Enumerable.Range(0, Users).Select(_ => Math.Exp(1.2 * Normal(random)))];
        double total = weights.Sum();
        int[] quota = [.. weights.Select(w => FewestOfUser + (int)((Count - (Users * FewestOfUser)) * w / total))];
        quota[0] += Count - quota.Sum();
        return quota;
    }

    private static double[] Cumulate(IEnumerable<double> weights)
    {
        double sum = 0;
        return [.. weights.Select(w => sum += w)];
    }

    private static int Draw(Random random, double[] cumulated)
    {
        int index = Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1]);
        return index < 0 ? ~index : index;
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
