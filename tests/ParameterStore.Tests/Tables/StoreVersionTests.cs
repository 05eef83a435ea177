using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class StoreVersionTests
{
    [Fact]
    public void The_chain_knows_every_part_of_every_commit_and_their_order()
    {
        Commit[] commits =
        [
            new(Attempt(0, 0), 1), new(Attempt(1, 0), 1), new(Attempt(0, 1), 1), new(Attempt(0, 0, attempt: 1), 1),
            new(Attempt(0, 0, incarnation: 1), 1), new(Attempt(0, 0), 0.5f), new(Attempt(0, 0), 0),
        ];
        var chains = new HashSet<ulong> { StoreVersion.Zero.Chain };
        foreach (Commit first in commits)
        {
            StoreVersion one = StoreVersion.Zero.After(first);
            one.Index.Should().Be(1);
            chains.Add(one.Chain).Should().BeTrue();
            foreach (Commit second in commits)
                chains.Add(one.After(second).Chain).Should().BeTrue();
        }
    }
}
