namespace Redis.ParameterStore.Tests;

/// <summary>A link with connections of its own to one server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class SingleServerLinkTests(OneRedis redis) : LinkTests
{
    internal override async Task<IRedisLink> OpenAsync() => await RedisLinks.OpenAsync(redis.Server.ConnectionString, TimeProvider.System, default);

    internal override RedisServer ServerOf(string key) => redis.Server;
}
