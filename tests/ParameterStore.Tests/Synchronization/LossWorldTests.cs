namespace ParameterStore.Tests;

/// <summary>
/// Three workers of which one may be lost at any point, and come back: all interleavings of the first 11 to 13 events, since those of all 30 would be too
/// many.
/// </summary>
public class LossWorldTests
{
    [Theory]
    [InlineData(0, 1, 12)]
    [InlineData(1, 1, 12)]
    public void Dynamic_staleness_outlives_a_loss(int stalenessMin, int extraMax, int eventsMax)
    {
        var world = new PolicyWorld(Dynamic(stalenessMin, extraMax) with { EventsMax = eventsMax }, () => new DynamicStalenessPolicy(stalenessMin, extraMax));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(2_000);
    }

    [Theory]
    [InlineData(2, 11)]
    [InlineData(3, 11)]
    public void Elastic_barriers_outlive_a_loss(int lookahead, int eventsMax)
    {
        var world = new PolicyWorld(Elastic(lookahead) with { EventsMax = eventsMax }, () => new ElasticBspPolicy(lookahead));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(2_000);
    }

    [Theory]
    [InlineData("kofn:2/3,drop", 13)]
    [InlineData("kofn:2/3,cache,1,0.5", 13)]
    [InlineData("kofn:2/3,abortlate", 13)]
    public void K_of_n_outlives_a_loss_and_a_comeback(string policy, int eventsMax)
    {
        var world = new PolicyWorld(KOfN(policy) with { EventsMax = eventsMax }, () => SyncPolicy.Parse(policy).Create());

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(2_000);
    }

    [Fact]
    public void A_dynamic_policy_that_counts_who_was_lost_is_found() =>
        Violation(Dynamic(0, 1), () => Deaf(new DynamicStalenessPolicy(0, 1))).Should().NotBeNull();

    [Fact]
    public void Elastic_barriers_that_wait_for_who_was_lost_are_found() =>
        Violation(Elastic(2), () => Deaf(new ElasticBspPolicy(2))).Should().NotBeNull();

    [Theory]
    [InlineData("kofn:2/3,drop")]
    [InlineData("kofn:2/3,abortlate")]
    public void A_k_of_n_that_waits_for_who_was_lost_is_found(string policy) =>
        Violation(KOfN(policy), () => Deaf(SyncPolicy.Parse(policy).Create())).Should().NotBeNull();

    private static WorldOptions Dynamic(int stalenessMin, int extraMax) =>
        new(3, 2, stalenessMin + extraMax, ApplyMode.OnPush, Comebacks: 1, Losses: 1, Stops: false, FreeUpTo: stalenessMin, Tick: 1, Remembers: true);

    private static WorldOptions Elastic(int lookahead) =>
        new(3, 2, int.MaxValue, ApplyMode.OnPush, Comebacks: 1, Losses: 1, Stops: false, FreeUpTo: -1, Tick: 1, Lookahead: lookahead, Remembers: true);

    private static WorldOptions KOfN(string policy) =>
        new(3, 2, int.MaxValue, ApplyMode.ByDecision, Comebacks: 1, Losses: 1, Stops: false) { Fresh = FreshRules.Of(policy) };

    private static Planted Deaf(ISyncPolicy policy) => new(policy) { Hears = e => e.Kind != SyncEventKind.Left || e.Reason == LeaveReason.Finished };

    private static string? Violation(WorldOptions options, Func<ISyncPolicy> create) => new PolicyWorld(options, create).Explore();
}
