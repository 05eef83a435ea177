namespace Redis.ParameterStore.Tests;

/// <summary>A link with connections of its own to a cluster.</summary>
[Collection(ThreeMastersCollection.Name)]
public sealed class ClusterLinkTests(ThreeMasters redis) : LinkTests
{
    internal override int Masters => RedisCluster.MasterCount;

    internal override int Replicas => 1;

    internal override async Task<IRedisLink> OpenAsync() => await RedisLinks.OpenAsync(redis.Cluster.ConnectionString, TimeProvider.System, default);

    internal override RedisServer ServerOf(string key) => redis.Cluster.MasterOf(redis.Cluster.SlotOf(key));
}
