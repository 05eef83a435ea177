using ParameterStore;

namespace Distributed.Simulation;

/// <summary>The cluster that a plan's formulas stand for: what is reckoned here by hand, the simulator runs.</summary>
internal static class PlannedCluster
{
    // Beyond this the simulator's times end; a clock of a year is a mistake in the numbers.
    internal const double ClockNsMax = 3e16;

    /// <summary>A worker's clock is a clock of the simulator; a push is staged and then committed, a release comes with the log: two more messages than there.</summary>
    internal static SimulationOptions Of(PlanInput input, ClockLoad load)
    {
        UnitCosts costs = input.Costs;
        return new()
        {
            Policy = SyncPolicy.Asynchronous,
            Workload = Workload.Timing((long)load.PullBytes, (long)load.PushBytes),
            Workers = input.Workers,
            Time = input.Time with { ClockNs = (long)Math.Clamp(load.ComputeNs, 1, ClockNsMax) },
            Network = new()
            {
                LatencyNs = input.LatencyNs,
                WorkerBytesPerSecond = input.ProcessBytesPerSecond * input.Processes / input.Workers,
                Shards = input.Masters,
                ShardBytesPerSecond = Math.Min(input.MasterBytesPerSecond, Nanoseconds.PerSecond / costs.ServerByteNs),
                // A pull asks for every other process's push, and a push is one request; the simulator has one cost for both.
                ShardRequestNs = (long)(input.Processes * costs.ServerRequestNs / 2),
                EventDelayNs = input.LatencyNs,
                DecisionDelayNs = input.LatencyNs,
            },
            EvaluateEvery = int.MaxValue,
        };
    }

    /// <summary>Processor time of the control slot for a commit, in nanoseconds.</summary>
    internal static double ControlNs(PlanInput input) => input.Costs.CommitNs + (input.Processes * input.Costs.PublishNs);
}
