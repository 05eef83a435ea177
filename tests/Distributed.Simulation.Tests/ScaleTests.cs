using ParameterStore;

namespace Distributed.Simulation.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData("asp")]
    [InlineData("bsp")]
    [InlineData("ssp:3")]
    [InlineData("kofn:800/1000,drop")]
    [InlineData("specsync")]
    [InlineData("elasticbsp:15")]
    public void A_thousand_workers_learn(string policy)
    {
        SimulationResult result = VirtualCluster.Run(new()
        {
            Policy = SyncPolicy.Parse(policy),
            Workload = Workload.Logistic(examples: 1_000, features: 10, batch: 8),
            Workers = 1_000,
            Step = 0.01,
            Time = new() { SlowShare = 0.05 },
            MaxTimeNs = 12_000_000_000,
        });
        result.Clocks.Should().BeGreaterThan(2_000);
        result.FinalLoss.Should().BeLessThan(result.Losses[0].Loss);
    }

    [Fact]
    public void Workers_that_pulled_one_version_share_a_copy_and_copies_are_used_again()
    {
        var copies = new ParameterCopies(2);
        ParameterCopy first = copies.Of([1, 2]), same = copies.Of([1, 2]);
        same.Should().BeSameAs(first);
        copies.Change();
        ParameterCopy next = copies.Of([3, 4]);
        next.Values.Should().Equal(3, 4);
        first.Values.Should().Equal(1, 2);
        copies.Return(first);
        copies.Own().Should().NotBeSameAs(first, "one still computes from it");
        copies.Return(same);
        copies.Own().Should().BeSameAs(first);
        copies.Return(next);
        copies.Of([3, 4]).Should().BeSameAs(next, "nothing has changed");
        copies.Made.Should().Be(3);
    }
}
