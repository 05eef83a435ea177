namespace Distributed.Learning.Tests;

public sealed class RatingShardsTests
{
    private static readonly RatingShape _shape = new(Users: 70, Items: 50, Shards: 4, Blocks: 3, Seed: 7);

    [Fact]
    public void Every_rating_stands_once_in_its_users_shard_and_its_items_block_less_the_mean()
    {
        List<Rating> ratings = Ratings(1_500);
        RatingShards shards = Build(ratings, _shape);

        var found = new List<Rating>();
        for (int shard = 0; shard < _shape.Shards; shard++)
            for (int block = 0; block < _shape.Blocks; block++)
                foreach (Rating rating in Read(shards, shard, block))
                    found.Add(rating);
        shards.Count.Should().Be(1_500);
        shards.Mean.Should().BeApproximately(ratings.Average(r => (double)r.Value), 1e-12);
        found.Select(r => (r.User, r.Item, MathF.Round((float)(r.Value + shards.Mean), 3))).Order()
            .Should().Equal(ratings.Select(r => (r.User, r.Item, r.Value)).Order());
    }

    [Fact]
    public void The_order_of_reading_and_the_number_of_threads_leave_no_trace()
    {
        List<Rating> ratings = Ratings(1_500);
        ulong expected = Hash(Build(ratings, _shape));

        var random = new Random(3);
        for (int trial = 0; trial < 5; trial++)
        {
            Rating[] shuffled = [.. ratings];
            random.Shuffle(shuffled);
            Hash(Build(shuffled, _shape, threads: 1 + trial, chunk: 1 + (trial * 97))).Should().Be(expected);
        }
        Hash(Build(ratings, _shape with { Seed = 8 })).Should().NotBe(expected, "the seed decides who goes where");
        Hash(Build([.. ratings.Take(1_499)], _shape)).Should().NotBe(expected, "the hash sees every rating");
    }

    [Fact]
    public void Runs_ascend_by_user_and_ratings_by_item_within_the_rows_of_shard_and_block()
    {
        RatingShards shards = Build(Ratings(1_500), _shape);
        for (int shard = 0; shard < _shape.Shards; shard++)
        {
            for (int block = 0; block < _shape.Blocks; block++)
            {
                RatingBlock ratings = shards.Block(shard, block);
                ratings.Users.ToArray().Should().BeInAscendingOrder().And.OnlyHaveUniqueItems()
                    .And.OnlyContain(u => u >= shards.UserRowsOf(shard).Start && u < shards.UserRowsOf(shard).End);
                for (int run = 0; run < ratings.Runs; run++)
                    ratings.Items[ratings.Starts[run]..ratings.Starts[run + 1]].ToArray().Should().NotBeEmpty().And.BeInAscendingOrder()
                        .And.OnlyContain(i => i >= shards.ItemRowsOf(block).Start && i < shards.ItemRowsOf(block).End);
            }
        }
    }

    [Fact]
    public void Shards_and_blocks_hold_about_the_same_number_of_ratings()
    {
        RatingShards shards = Build(Ratings(1_500), _shape);
        int[] byShard = [.. Enumerable.Range(0, 4).Select(s => Enumerable.Range(0, 3).Sum(b => shards.Block(s, b).Count))];
        int[] byBlock = [.. Enumerable.Range(0, 3).Select(b => Enumerable.Range(0, 4).Sum(s => shards.Block(s, b).Count))];
        byShard.Max().Should().BeLessThan(byShard.Min() + 40);
        byBlock.Max().Should().BeLessThan(byBlock.Min() + 100);
    }

    [Fact]
    public void An_id_without_a_rating_has_no_row()
    {
        RatingShards shards = Build([new(2, 1, 5), new(0, 1, 3)], new(Users: 3, Items: 2, Shards: 2, Blocks: 2, Seed: 0));
        shards.Users.Should().Be(2);
        shards.Items.Should().Be(1);
        shards.UserRows[1].Should().Be(-1);
        shards.ItemRows[0].Should().Be(-1);
        shards.UserIds[shards.UserRows[2]].Should().Be(2);
    }

    [Fact]
    public void No_ratings_make_empty_shards()
    {
        RatingShards shards = Build([], _shape);
        shards.Count.Should().Be(0);
        shards.Mean.Should().Be(0);
        shards.Block(3, 2).Count.Should().Be(0);
    }

    [Fact]
    public void Repeated_ratings_neither_rise_nor_fall_nor_stand_in_the_order_of_reading()
    {
        Rating[] ratings = [.. Enumerable.Range(0, 2_000).Select(i => new Rating(i % 4, i / 4 % 5, 1 + (i / 20 % 5)))];
        var shape = new RatingShape(Users: 4, Items: 5, Shards: 2, Blocks: 2, Seed: 7) { Center = false };
        RatingShards shards = Build(ratings, shape);
        Hash(Build([.. ratings.Reverse()], shape)).Should().Be(Hash(shards));

        Rating[] read = [.. Enumerable.Range(0, 4).SelectMany(part => Read(shards, part / 2, part % 2))];
        foreach (Rating[] pair in read.GroupBy(r => (r.User, r.Item)).Select(pair => pair.ToArray()))
        {
            pair.Take(50).Average(r => r.Value).Should().BeApproximately(3, 0.6f, "the first half of 100 must be like the second");
            pair.Zip(pair.Skip(1)).Count(next => next.First.Value == next.Second.Value).Should().BeLessThan(40, "equal values must not stand together");
        }
    }

    [Theory]
    [InlineData(70, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 50)]
    public void An_id_outside_the_shape_is_refused_by_name(int user, int item) =>
        FluentActions.Invoking(() => Build([new(user, item, 1)], _shape)).Should().Throw<ArgumentException>()
            .WithMessage($"*user is {user} and its item is {item}*");

    private static List<Rating> Ratings(int count)
    {
        var random = new Random(11);
        var ratings = new List<Rating>();
        for (int i = 0; i < count; i++)
            ratings.Add(new(random.Next(70), (int)(50 * random.NextDouble() * random.NextDouble()), random.Next(1, 11) * 0.5f));
        return ratings;
    }

    private static RatingShards Build(IReadOnlyList<Rating> ratings, RatingShape shape, int threads = 2, int chunk = 1_000) =>
        RatingShards.Build([.. ratings.Chunk(chunk).Select(c => (ReadOnlyMemory<Rating>)c)], shape, threads);

    private static List<Rating> Read(RatingShards shards, int shard, int block)
    {
        RatingBlock ratings = shards.Block(shard, block);
        var read = new List<Rating>();
        for (int run = 0; run < ratings.Runs; run++)
            for (int at = ratings.Starts[run]; at < ratings.Starts[run + 1]; at++)
                read.Add(new(shards.UserIds[ratings.Users[run]], shards.ItemIds[ratings.Items[at]], ratings.Values[at]));
        return read;
    }

    private static ulong Hash(RatingShards shards)
    {
        ulong hash = 14695981039346656037UL;
        for (int shard = 0; shard < shards.Shards; shard++)
            for (int block = 0; block < shards.Blocks; block++)
                foreach (Rating r in Read(shards, shard, block))
                    hash = (hash ^ (uint)HashCode(r)) * 1099511628211UL;
        return hash;
    }

    private static int HashCode(Rating r) => unchecked((((r.User * 31) + r.Item) * 31) + BitConverter.SingleToInt32Bits(r.Value));
}
