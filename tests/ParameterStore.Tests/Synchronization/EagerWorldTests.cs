namespace ParameterStore.Tests;

/// <summary>All interleavings of small worlds, under eager staleness.</summary>
public class EagerWorldTests
{
    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(2, 4, 1)]
    [InlineData(3, 2, 1)]
    public void Eager_staleness_asks_for_what_it_must_in_every_interleaving(int workers, int clocks, int staleness)
    {
        var world = new PolicyWorld(Eager(workers, clocks, staleness), () => new EagerStalenessPolicy(staleness));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void A_policy_whose_pulls_wait_for_all_that_was_heard_of_is_found() =>
        Violation(Eager(2, 3, 1), () => new BoundedStalenessPolicy(1)).Should().StartWith("Release of seat").And.Contain("instead of");

    [Fact]
    public void A_policy_whose_pulls_ask_for_too_little_is_found() =>
        Violation(Eager(2, 4, 1), () => new Planted(new EagerStalenessPolicy(1))
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [.., { Kind: SyncDecisionKind.Release, Bound.Index: > 2 } last])
                    decisions[^1] = SyncDecision.Release(last.Attempt, 0, PullBound.AtLeast(last.Bound.Index - 1));
            },
        }).Should().StartWith("Release of seat").And.Contain("instead of");

    [Fact]
    public void A_policy_whose_workers_do_not_read_their_own_pushes_is_found() =>
        Violation(Eager(2, 3, 2), () => new Planted(new EagerStalenessPolicy(2))
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [.., { Kind: SyncDecisionKind.Release, Attempt.Clock: 1 } last])
                    decisions[^1] = SyncDecision.Release(last.Attempt, 0, PullBound.AtLeast(0));
            },
        }).Should().StartWith("Release of seat").And.Contain("instead of");

    private static WorldOptions Eager(int workers, int clocks, int staleness) =>
        new(workers, clocks, staleness, ApplyMode.OnPush, Comebacks: 3 - workers, Losses: 3 - workers, Stops: workers == 2, Remembers: true) { Eager = true };

    private static string? Violation(WorldOptions options, Func<ISyncPolicy> create) => new PolicyWorld(options, create).Explore();
}
