using Benchmarks;

namespace Samples.Tests;

public sealed class PlantedRatingsTests
{
    private static readonly RatingTable _table = PlantedRatings.Make("100k");

    [Fact]
    public void Pairs_are_distinct_and_values_are_whole_from_1_to_5()
    {
        _table.Count.Should().Be(100_000);
        _table.User.Zip(_table.Item).Distinct().Should().HaveCount(100_000);
        _table.User.Should().OnlyContain(u => u >= 0 && u < _table.Users);
        _table.Item.Should().OnlyContain(i => i >= 0 && i < _table.Items);
        _table.Value.Distinct().Order().Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void One_seed_makes_one_table()
    {
        RatingTable again = PlantedRatings.Make("100k");
        again.Item.Should().Equal(_table.Item);
        again.Value.Should().Equal(_table.Value);
    }

    [Fact]
    public void Items_thin_out_by_their_number()
    {
        int[] counts = new int[_table.Items];
        foreach (int item in _table.Item)
            counts[item]++;
        double hundredth = counts[95..105].Average(), thousandth = counts[950..1050].Average();
        (hundredth / thousandth).Should().BeInRange(7, 13); // Zipf with s = 1; repetitions flatten the very top only
    }

    [Fact]
    public void Parts_are_disjoint_and_whole()
    {
        (RatingTable train, RatingTable test) = _table.SplitTest();
        (RatingTable fit, RatingTable validation) = train.SplitValidation();
        (fit.Count + validation.Count).Should().Be(train.Count);
        (train.Count + test.Count).Should().Be(_table.Count);
        test.Count.Should().BeInRange(9_500, 10_500);
        validation.Count.Should().BeInRange(8_500, 9_500);
        fit.User.Zip(fit.Item).Concat(validation.User.Zip(validation.Item)).Concat(test.User.Zip(test.Item)).Distinct().Should().HaveCount(_table.Count);
    }

    [Fact]
    public void An_unknown_size_is_named()
    {
        Action act = () => PlantedRatings.Make("2M");
        act.Should().Throw<BenchmarkException>().WithMessage("--rows 2M: there are 100k, 1M and 10M.");
    }
}
