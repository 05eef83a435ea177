namespace Redis.ParameterStore.Tests;

/// <summary>A cluster of three masters with a replica each that the tests of a collection share. Tests use keys of their own and leave the masters alive.</summary>
public sealed class ThreeMasters : IAsyncLifetime
{
    private RedisCluster? _cluster;

    internal RedisCluster Cluster => _cluster ?? throw new InvalidOperationException(RedisServer.WhyNot ?? "Not started.");

    public async Task InitializeAsync()
    {
        if (RedisServer.WhyNot is null)
            _cluster = await RedisCluster.StartAsync(replicas: 1);
    }

    public Task DisposeAsync()
    {
        _cluster?.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The collection of tests that share one cluster.</summary>
[CollectionDefinition(Name)]
public sealed class ThreeMastersCollection : ICollectionFixture<ThreeMasters>
{
    public const string Name = "three masters";
}
