using ParameterStore;

namespace Redis.ParameterStore.Tests;

[Collection(OneRedisCollection.Name)]
public sealed class WireStalenessTests(OneRedis redis)
{
    [RedisTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_read_holds_every_commit_that_the_staleness_asks_for(int staleness)
    {
        // The slowest is held so long that the others go as far ahead as they may.
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.BoundedStaleness(staleness), holdUntil: staleness);
        world.Check(staleness);
        world.Reads.Should().Be(40);
        world.LackedMost.Should().Be(staleness, "workers went as far ahead as they may");
    }

    [RedisFact]
    public async Task The_check_notices_a_gate_that_is_too_loose()
    {
        await using WireStaleness world = await WireStaleness.RunAsync(redis.Server.ConnectionString, SyncPolicy.BoundedStaleness(3), holdUntil: 3);
        world.Invoking(w => w.Check(1)).Should().Throw<InvalidOperationException>().WithMessage("*reads without clock 0 of seat 0, although the staleness is 1*");
    }
}
