namespace Redis.ParameterStore.Tests;

/// <summary>Servers that drop keys are found, and asking harms nobody.</summary>
public sealed class EvictionTests
{
    [RedisTheory]
    [InlineData("allkeys-lru", 50 << 20, true)]
    [InlineData("volatile-ttl", 50 << 20, true)]
    [InlineData("noeviction", 50 << 20, false)]
    [InlineData("allkeys-lru", 0, false)]
    public async Task A_server_drops_keys_by_its_policy_if_its_memory_has_an_end(string policy, long bytes, bool evicts)
    {
        using RedisServer server = await RedisServer.StartAsync(new() { MemoryMax = (bytes, policy) });
        await using IRedisLink link = await RedisLinks.OpenAsync(server.ConnectionString, TimeProvider.System, CancellationToken.None);
        string? found = await link.FindEvictingAsync(CancellationToken.None);
        if (evicts)
            found.Should().Contain(server.Endpoint).And.Contain(policy);
        else
            found.Should().BeNull();
    }

    [RedisFact]
    public async Task A_user_who_may_not_ask_is_let_in()
    {
        using RedisServer server = await RedisServer.StartAsync(new() { MemoryMax = (50 << 20, "allkeys-lru"), Acl = ["user default on nopass ~* &* +@all -info -config"] });
        await using IRedisLink link = await RedisLinks.OpenAsync(server.ConnectionString, TimeProvider.System, CancellationToken.None);
        (await link.FindEvictingAsync(CancellationToken.None)).Should().BeNull();
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("maxmemory:x;maxmemory_policy:allkeys-lfu", null)]
    [InlineData("maxmemory:5;used_memory:3", null)]
    [InlineData("# Memory;maxmemory_policy:allkeys-lfu;maxmemory:5000", "drops keys by allkeys-lfu beyond 5,000 bytes")]
    public void What_a_server_does_not_say_is_not_held_against_it(string lines, string? described) =>
        Eviction.Describe(lines.Replace(";", "\r\n", StringComparison.Ordinal)).Should().Be(described);
}
