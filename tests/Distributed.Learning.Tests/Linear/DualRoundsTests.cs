namespace Distributed.Learning.Tests;

public sealed class DualRoundsTests
{
    [Fact]
    public void Rounds_are_many_where_computing_takes_long_and_few_where_pushing_does()
    {
        DualRounds.For(values: 12_500_000, examples: 250_000, sums: 51, overNetwork: false).Should().Be(1);
        DualRounds.For(values: 25_000_000, examples: 25_000, sums: 1001, overNetwork: false).Should().BeInRange(3, 8);
        DualRounds.For(values: 25_000_000, examples: 25_000, sums: 1001, overNetwork: true).Should().Be(1);
        DualRounds.For(values: 7_000_000, examples: 100_000, sums: 50_001, overNetwork: false).Should().Be(1);
        DualRounds.For(values: 290_000, examples: 25_000, sums: 301, overNetwork: false).Should().Be(1);
        DualRounds.For(values: 1_000, examples: 100, sums: 50_001, overNetwork: false).Should().Be(1);
        DualRounds.For(values: 200_000_000_000, examples: 100_000_000, sums: 100_000, overNetwork: true).Should().Be(8);
    }
}
