namespace Distributed.Learning.Tests;

public class FactorizationShapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Blocks_are_a_multiple_of_the_workers_and_lie_apart(int workers)
    {
        RatingShape shape = FactorizationShape.For(ratings: 10_000_000, users: 10_000, items: 5_000, rank: 64, workers, clocksPerEpoch: null, seed: 1);
        (shape.Blocks % workers).Should().Be(0);
        shape.Blocks.Should().BeGreaterThanOrEqualTo(workers == 1 ? 1 : workers * FactorizationShape.BlocksPerWorker);
        shape.Shards.Should().Be(workers * FactorizationShape.ShardsPerWorker);
    }

    [Fact]
    public void There_are_never_more_parts_than_ids()
    {
        RatingShape shape = FactorizationShape.For(ratings: 6, users: 3, items: 2, rank: 8, workers: 4, clocksPerEpoch: null, seed: 1);
        (shape.Shards, shape.Blocks).Should().Be((3, 2));
    }

    [Fact]
    public void A_block_of_items_fits_the_cache_of_one_core()
    {
        RatingShape shape = FactorizationShape.For(ratings: 10_000_000, users: 60_400, items: 10_000, rank: 64, workers: 1, clocksPerEpoch: null, seed: 1);
        (10_000 / shape.Blocks * (64 + FactorLayout.StateColumns) * sizeof(float)).Should().BeLessThanOrEqualTo(FactorizationShape.BlockBytes);
    }

    [Fact]
    public void The_clock_length_that_is_asked_for_is_kept() =>
        FactorizationShape.For(1000, 100, 100, 8, workers: 2, clocksPerEpoch: 5, seed: 1, pushesOverNetwork: true).Blocks.Should().Be(5);

    [Theory]
    [InlineData(90_000, 2)]
    [InlineData(90_000, 64)]
    [InlineData(1_000, 128)]
    [InlineData(1_000_000, 4)]
    public void A_clock_is_worth_its_push_unless_workers_would_meet(int ratings, int workers)
    {
        RatingShape shape = FactorizationShape.For(ratings, users: 10_000, items: 5_000, rank: 64, workers, clocksPerEpoch: null, seed: 1);
        int clock = ratings / workers / shape.Blocks;
        (clock >= FactorizationShape.RatingsPerClock / 2 || shape.Blocks == workers).Should().BeTrue("a clock has {0} ratings", clock);
    }

    [Theory]
    [InlineData(1_000_000, 2)]
    [InlineData(10_000_000, 4)]
    [InlineData(90_000, 3)]
    public void Clocks_are_longer_where_a_push_is_a_trip(int ratings, int workers)
    {
        RatingShape near = FactorizationShape.For(ratings, users: 10_000, items: 5_000, rank: 64, workers, clocksPerEpoch: null, seed: 1);
        RatingShape far = FactorizationShape.For(ratings, users: 10_000, items: 5_000, rank: 64, workers, clocksPerEpoch: null, seed: 1, pushesOverNetwork: true);
        (far.Shards, far.Blocks % workers).Should().Be((near.Shards, 0));
        far.Blocks.Should().BeLessThanOrEqualTo(near.Blocks);
        (ratings / workers / far.Blocks >= FactorizationShape.RatingsPerNetworkClock / 2 || far.Blocks == workers).Should().BeTrue("there are {0} blocks", far.Blocks);
    }

    [Theory]
    [InlineData(1, 64, 1)]
    [InlineData(100_000, 64, 6)]
    [InlineData(10_000_000, 64, 64)]
    public void Few_ratings_ask_for_few_workers(int ratings, int processors, int workers) =>
        FactorizationShape.WorkersFor(ratings, processors).Should().Be(workers);
}
