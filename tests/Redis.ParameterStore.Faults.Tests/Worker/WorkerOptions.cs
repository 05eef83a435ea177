using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>The options of the toy trainer.</summary>
internal sealed class WorkerOptions : JobOptions
{
    internal static WorkerOptions Of(WorkerPlan plan) => Join(new WorkerOptions(), plan);

    /// <summary>Makes a process of the job of any trainer's options.</summary>
    internal static T Join<T>(T options, WorkerPlan plan)
        where T : JobOptions
    {
        options.JobId = plan.JobId;
        options.Workers = plan.Workers;
        options.Synchronization = SyncPolicy.Parse(plan.Policy);
        return options.UseRedis(plan.Connection, redis =>
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
}
