using ParameterStore;
using ParameterStore.Tests;

namespace Redis.ParameterStore.Tests;

/// <summary>The suite of all stores on one server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class OneRedisStoreConformance(OneRedis redis) : ParameterStoreConformance
{
    protected override async ValueTask<IParameterStore> CreateAsync() => await RedisStores.OpenAsync(redis.Server.ConnectionString, RedisStores.NewName());
}

/// <summary>The suite of all stores on a cluster of three masters with replicas, which have every push before it counts.</summary>
[Collection(ThreeMastersCollection.Name)]
public sealed class ClusterStoreConformance(ThreeMasters redis) : ParameterStoreConformance
{
    protected override async ValueTask<IParameterStore> CreateAsync() => await RedisStores.OpenAsync(redis.Cluster.ConnectionString, RedisStores.NewName(), new() { WaitReplicas = 1 });
}
