namespace Redis.ParameterStore.Tests;

/// <summary>One server that the tests of a collection share. Tests use keys of their own.</summary>
public sealed class OneRedis : IAsyncLifetime
{
    private RedisServer? _server;

    internal RedisServer Server => _server ?? throw new InvalidOperationException(RedisServer.WhyNot ?? "Not started.");

    public async Task InitializeAsync()
    {
        if (RedisServer.WhyNot is null)
            _server = await RedisServer.StartAsync();
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The collection of tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class OneRedisCollection : ICollectionFixture<OneRedis>
{
    public const string Name = "one redis";
}
