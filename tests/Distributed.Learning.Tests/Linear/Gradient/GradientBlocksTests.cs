using ParameterStore;

namespace Distributed.Learning.Tests;

public sealed class GradientBlocksTests
{
    [Theory]
    [InlineData(1_000, 3, 7, 8)]
    [InlineData(1_000, 1, 1, 32)]
    [InlineData(10, 4, 5, 1)]
    [InlineData(3_333, 2, 40, 16)]
    public void Every_example_is_in_one_block_of_an_epoch(int count, int shards, int perEpoch, int runLength)
    {
        LinearShards examples = new(PlantedLinear.Examples(LinearLoss.Squared, count, 1, 1), shards);
        var blocks = new GradientBlocks(examples, perEpoch, runLength, 5);
        for (int epoch = 0; epoch < 3; epoch++)
            Enumerable.Range(0, shards).SelectMany(shard => Enumerable.Range(0, perEpoch).SelectMany(index => Positions(blocks, new(shard, epoch, index))))
                .Order().Should().Equal(Enumerable.Range(0, count));
    }

    [Fact]
    public void A_block_is_from_all_over_its_shard_and_other_in_another_epoch_and_under_another_seed()
    {
        LinearShards examples = new(PlantedLinear.Examples(LinearLoss.Squared, 10_000, 1, 1), 1);
        var blocks = new GradientBlocks(examples, 10, 32, 5);
        int[] block = [.. Positions(blocks, new(0, 0, 3))];
        block.Length.Should().BeInRange(900, 1_100);
        block.Count(p => p < 5_000).Should().BeInRange(400, 600);
        Positions(blocks, new(0, 1, 3)).Should().NotEqual(block);
        Positions(new(examples, 10, 32, 6), new(0, 0, 3)).Should().NotEqual(block);
    }

    private static IEnumerable<int> Positions(GradientBlocks blocks, BlockId block) =>
        Enumerable.Range(0, blocks.RunsOf(block)).Select(number => blocks.Run(block, number)).SelectMany(run => Enumerable.Range(run.First, run.Count));
}
