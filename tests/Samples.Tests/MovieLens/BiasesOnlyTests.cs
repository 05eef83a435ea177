using MovieLens;

namespace Samples.Tests;

public sealed class BiasesOnlyTests
{
    [Fact]
    public void Planted_biases_are_found()
    {
        List<Rating> ratings = Planted(noise: 0);
        (List<Rating> train, List<Rating> test) = Split.Apply(ratings, 0);
        BiasesOnly.Fit(train).Rmse(test).Should().BeLessThan(0.02);
    }

    [Fact]
    public void Under_noise_the_error_comes_near_the_noise_and_stays_below_the_means()
    {
        (List<Rating> train, List<Rating> test) = Split.Apply(Planted(noise: 0.8), 0);
        double mean = train.Average(r => (double)r.Stars);
        double means = Math.Sqrt(test.Average(r => Math.Pow(r.Stars - mean, 2)));
        double rmse = BiasesOnly.Fit(train).Rmse(test);
        rmse.Should().BeLessThan(0.9).And.BeLessThan(means - 0.1);
    }

    [Fact]
    public void Who_was_not_in_training_gets_the_mean_and_the_known_bias()
    {
        List<Rating> ratings = Planted(noise: 0.1);
        BiasesOnly model = BiasesOnly.Fit(ratings);
        double mean = ratings.Average(r => (double)r.Stars);
        double stranger = model.Predict(new Rating { User = -1, Movie = -1 });
        stranger.Should().BeApproximately(mean, 1e-6);
        double known = model.Predict(new Rating { User = 5, Movie = 7 });
        double userOnly = model.Predict(new Rating { User = 5, Movie = -1 });
        double movieOnly = model.Predict(new Rating { User = -1, Movie = 7 });
        known.Should().BeApproximately(userOnly + movieOnly - mean, 1e-9);
    }

    [Fact]
    public void A_single_rating_is_enough() =>
        BiasesOnly.Fit([new Rating { User = 1, Movie = 1, Stars = 4 }]).Predict(new Rating { User = 1, Movie = 1 }).Should().BeApproximately(4, 1e-6);

    private static List<Rating> Planted(double noise)
    {
        Random random = new(3);
        double[] users = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() - 0.5)];
        double[] movies = [.. Enumerable.Range(0, 80).Select(_ => (2 * random.NextDouble()) - 1)];
        return [.. from u in Enumerable.Range(0, 60)
                   from m in Enumerable.Range(0, 80)
                   let error = noise * ((random.NextDouble() + random.NextDouble() + random.NextDouble()) - 1.5) * 2
                   select new Rating { User = u, Movie = m, Stars = (float)(3 + users[u] + movies[m] + error) }];
    }
}
