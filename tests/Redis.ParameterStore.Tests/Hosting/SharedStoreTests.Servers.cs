namespace Redis.ParameterStore.Tests;

/// <summary>Several processes on one server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class OneRedisSharedStoreTests(OneRedis redis) : SharedStoreTests
{
    internal override string ConnectionString => redis.Server.ConnectionString;

    internal override int CountKeys(string pattern) => RedisStores.CountKeys(redis.Server, pattern);
}

/// <summary>Several processes on one server with three parameter shards.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class ThreeShardsSharedStoreTests(OneRedis redis) : SharedStoreTests
{
    internal override string ConnectionString => redis.Server.ConnectionString;

    internal override RedisOptions Options => new() { Lease = TimeSpan.FromSeconds(30), ParameterShards = 3 };

    internal override int CountKeys(string pattern) => RedisStores.CountKeys(redis.Server, pattern) / 3;
}

/// <summary>Several processes on a cluster of three masters, whose replicas have every push before it counts.</summary>
[Collection(ThreeMastersCollection.Name)]
public sealed class ClusterSharedStoreTests(ThreeMasters redis) : SharedStoreTests
{
    internal override string ConnectionString => redis.Cluster.ConnectionString;

    internal override RedisOptions Options => new() { Lease = TimeSpan.FromSeconds(30), WaitReplicas = 1 };

    internal override int CountKeys(string pattern) => redis.Cluster.Servers.Take(RedisCluster.MasterCount).Sum(server => RedisStores.CountKeys(server, pattern)) / RedisCluster.MasterCount;
}
