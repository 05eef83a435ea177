namespace Distributed.Learning.Tests;

public sealed class LinearShardsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(40, 3)]
    [InlineData(10_000, 4)]
    public void Every_example_is_in_one_shard_and_shards_are_about_equal(int count, int shards)
    {
        LinearShards cut = Cut(count, shards);
        cut.Count.Should().Be(count);
        Enumerable.Range(0, count).Select(i => (int)cut.Label(i)).Order().SequenceEqual(Enumerable.Range(0, count)).Should().BeTrue();
        int[] sizes = [.. Enumerable.Range(0, shards).Select(cut.CountOf)];
        sizes.Sum().Should().Be(count);
        (sizes.Max() - sizes.Min()).Should().BeLessThanOrEqualTo(Math.Max(1, count / shards / 16));
    }

    [Fact]
    public void Sorted_data_are_spread_over_all_shards()
    {
        LinearShards cut = Cut(10_000, 4);
        for (int shard = 0; shard < 4; shard++)
        {
            int high = Enumerable.Range(cut.Firsts[shard], cut.CountOf(shard)).Count(i => cut.Label(i) >= 5_000);
            high.Should().BeInRange(1_200, 1_300);
        }
    }

    [Fact]
    public void Neighbours_stay_near_one_another()
    {
        LinearShards cut = Cut(10_000, 2);
        Enumerable.Range(1, cut.CountOf(0) - 1).Count(i => cut.Label(i) == cut.Label(i - 1) + 1).Should().BeGreaterThan(4_800);
    }

    private static LinearShards Cut(int count, int shards)
    {
        var chunks = new List<ExampleChunk>();
        var builder = new ExampleChunkBuilder(1, hasWeights: false);
        for (int i = 0; i < count; i++)
        {
            builder.Add(i, 1, [], [1]);
            if (builder.IsFull || i == count - 1)
                chunks.Add(builder.Take());
        }

        return new(new([.. chunks], [.. Enumerable.Range(0, count)], 1), shards);
    }
}
