namespace Distributed.Learning.Tests;

public sealed class ExampleOrderTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 1)]
    [InlineData(33, 64)]
    [InlineData(1000, 1)]
    [InlineData(1000, 97)]
    [InlineData(20_000, 8192)]
    public void Every_example_has_its_turn_once(int count, int mixed)
    {
        int[] order = new int[count];
        new ExampleOrder(mixed, 5).Fill(order, first: 7, shard: 0, epoch: 3);
        order.Order().Should().Equal(Enumerable.Range(7, count));
    }

    [Fact]
    public void Examples_from_all_over_sorted_data_meet()
    {
        const int Count = 100_000, Mixed = 8192;
        int[] order = Filled(Count, Mixed, epoch: 0);
        SharesOfLater(order, Count, Mixed).Should().OnlyContain(share => Math.Abs(share - 0.5) < 0.1);
        SharesOfLater([.. Enumerable.Range(0, Count)], Count, Mixed).Should().Contain(share => Math.Abs(share - 0.5) > 0.4, "the data are sorted");
    }

    [Fact]
    public void Another_epoch_has_another_order() => Filled(1000, 100, epoch: 1).Should().NotEqual(Filled(1000, 100, epoch: 0));

    [Fact]
    public void Small_data_are_mixed_as_a_whole()
    {
        LinearExamples examples = PlantedExamples.Of(isSparse: false, isBinary: true);
        ExampleOrder.Of(examples, 1).Mixed.Should().BeGreaterThan(examples.Count);
    }

    private static int[] Filled(int count, int mixed, int epoch)
    {
        int[] order = new int[count];
        new ExampleOrder(mixed, 5).Fill(order, first: 0, shard: 0, epoch);
        return order;
    }

    /// <summary>Of each stretch of the order, how much is of the data's later half.</summary>
    private static IEnumerable<double> SharesOfLater(int[] order, int count, int stretch) =>
        order.Chunk(stretch).Where(visited => visited.Length == stretch).Select(visited => visited.Count(i => i >= count / 2) / (double)stretch);
}
