using ParameterStore;

namespace Redis.ParameterStore.Tests;

[Collection(OneRedisCollection.Name)]
public sealed class WireStalenessTests(OneRedis redis)
{
    [RedisTheory]
    [InlineData("ssp", 0)]
    [InlineData("ssp", 1)]
    [InlineData("ssp", 3)]
    [InlineData("essp", 0)]
    [InlineData("essp", 3)]
    public async Task Every_read_holds_every_commit_that_the_staleness_asks_for(string policy, int staleness)
    {
        // The slowest is held so long that the others go as far ahead as they may.
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.Parse($"{policy}:{staleness}"), holdUntil: staleness);
        world.Check(staleness);
        world.Reads.Should().Be(40);
        world.LackedMost.Should().Be(staleness, "workers went as far ahead as they may");
    }

    public static TheoryData<string> Policies => KnownPolicies.All(ToyHost.ClockMs);

    public static TheoryData<string, int> Bounded => KnownPolicies.Bounded(ToyHost.ClockMs);

    [RedisTheory]
    [MemberData(nameof(Policies))]
    public async Task Every_read_holds_what_the_log_has_at_its_version(string policy)
    {
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.Parse(policy), holdUntil: 0);
        world.Check(int.MaxValue);
        world.Reads.Should().BeGreaterThanOrEqualTo(40);
    }

    [RedisTheory]
    [MemberData(nameof(Bounded))]
    public async Task Every_policy_with_a_bound_keeps_it_over_the_wire(string policy, int bound)
    {
        // Others are a clock ahead of the held one, if they may be; how far a policy lets them go beyond that is its own affair.
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.Parse(policy), holdUntil: Math.Min(1, bound));
        world.Check(bound);
        world.LackedMost.Should().BeInRange(Math.Min(1, bound), bound);
    }

    [RedisFact]
    public async Task The_check_notices_a_gate_that_is_too_loose()
    {
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.BoundedStaleness(3), holdUntil: 3);
        world.Invoking(w => w.Check(1)).Should().Throw<InvalidOperationException>().WithMessage("*reads without clock 0 of seat 0, although the staleness is 1*");
    }
}
