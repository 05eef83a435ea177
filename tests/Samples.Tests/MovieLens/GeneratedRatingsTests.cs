using MovieLens;

namespace Samples.Tests;

public sealed class GeneratedRatingsTests
{
    private static readonly Dataset _data = GeneratedRatings.Make();

    [Fact]
    public void They_have_the_shape_of_ml_latest_small()
    {
        _data.Ratings.Should().HaveCount(100_836);
        _data.Ratings.Select(r => r.User).Distinct().Should().HaveCount(610);
        _data.Ratings.Select(r => r.Movie).Distinct().Should().HaveCount(9_724);
        _data.Ratings.GroupBy(r => r.User).Min(g => g.Count()).Should().BeGreaterThanOrEqualTo(20);
        _data.Ratings.Select(r => (r.User, r.Movie)).Distinct().Should().HaveCount(100_836);
    }

    [Fact]
    public void They_are_half_stars() =>
        _data.Ratings.Should().OnlyContain(r => r.Stars >= 0.5f && r.Stars <= 5 && r.Stars * 2 == MathF.Round(r.Stars * 2));

    [Fact]
    public void One_seed_gives_one_set()
    {
        GeneratedRatings.Make(1).Ratings.Select(r => (r.User, r.Movie, r.Stars)).Should().Equal(_data.Ratings.Select(r => (r.User, r.Movie, r.Stars)));
        GeneratedRatings.Make(2).Ratings.Take(100).Select(r => r.Movie).Should().NotEqual(_data.Ratings.Take(100).Select(r => r.Movie));
    }

    [Fact]
    public void Famous_films_are_rated_far_more_often()
    {
        int[] counts = [.. _data.Ratings.GroupBy(r => r.Movie).Select(g => g.Count()).OrderDescending()];
        counts[0].Should().BeGreaterThan(20 * counts[counts.Length / 10]);
    }

    [Fact]
    public void Biases_explain_a_part_of_them_and_leave_a_part_to_factors()
    {
        (List<Rating> train, List<Rating> test) = Split.Apply(_data.Ratings, 0);
        double mean = train.Average(r => (double)r.Stars);
        double deviation = Math.Sqrt(test.Average(r => Math.Pow(r.Stars - mean, 2)));
        BiasesOnly.Fit(train).Rmse(test).Should().BeInRange(0.80, deviation - 0.05);
    }
}
