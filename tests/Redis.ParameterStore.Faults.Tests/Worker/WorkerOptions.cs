using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>The options of the toy trainer.</summary>
internal sealed class WorkerOptions : JobOptions
{
    internal static WorkerOptions Of(WorkerPlan plan) => new WorkerOptions
    {
        JobId = plan.JobId,
        Workers = plan.Workers,
        Synchronization = SyncPolicy.Parse(plan.Policy),
    }
    .UseRedis(plan.Connection, redis =>
    {
        redis.WorkersTotal = plan.WorkersTotal;
        redis.Lease = TimeSpan.FromMilliseconds(plan.LeaseMs);
        redis.RedisTimeout = TimeSpan.FromMilliseconds(plan.RedisTimeoutMs);
        redis.GatherTimeout = redis.GateTimeout = TimeSpan.FromMilliseconds(plan.GateTimeoutMs);
        redis.WaitReplicas = plan.WaitReplicas;

        // Sums are compared to the bit, and bases are to be written.
        redis.Coding = UpdateCoding.Float32;
        redis.UncompactedBytesMax = 1 << 16;
    });
}
