namespace Distributed.Simulation;

/// <summary>A clock's time in a plan, by means: nobody waits at the gate, but for messages and what all share.</summary>
internal sealed class PlannedClock
{
    private readonly PlanInput _input;

    internal PlannedClock(PlanInput input, UpdateWidth width, int clocks)
    {
        _input = input;
        Load = ClockLoad.Of(input, width, clocks);
        Cluster = PlannedCluster.Of(input, Load);
        ComputeNs = Enumerable.Range(0, Math.Min(input.Workers, input.Time.Classes.Count)).Average(Cluster.Time.MeanNs);
        CycleNs = new[] { ComputeNs + AnalyticEstimate.MessagesNs(Cluster), input.Workers * AnalyticEstimate.ServedNs(Cluster), input.Workers * PlannedCluster.ControlNs(input) }.Max();
    }

    internal ClockLoad Load { get; }

    internal SimulationOptions Cluster { get; }

    /// <summary>Mean processor time, in nanoseconds.</summary>
    internal double ComputeNs { get; }

    /// <summary>From one push of a worker to its next, in nanoseconds.</summary>
    internal double CycleNs { get; }

    /// <summary>The share of time in which a worker does not compute, 0 to 1.</summary>
    internal double WaitedShare => 1 - (ComputeNs / CycleNs);

    internal IReadOnlyList<PlannedResource> Resources
    {
        get
        {
            double perProcess = (double)_input.Workers / _input.Processes;
            double perMaster = _input.Workers * (Load.PushBytes + Load.PullBytes) / _input.Masters;
            double requests = (double)_input.Workers * _input.Processes;
            return
            [
                new(PlannedResource.WorkerCpu, ComputeNs / CycleNs),
                new("worker network", perProcess * Math.Max(Load.PushBytes, Load.PullBytes) / _input.ProcessBytesPerSecond * Nanoseconds.PerSecond / CycleNs),
                new("master network", perMaster / _input.MasterBytesPerSecond * Nanoseconds.PerSecond / CycleNs),
                new("master CPU", ((perMaster * _input.Costs.ServerByteNs) + (requests * _input.Costs.ServerRequestNs)) / CycleNs),
                new("control slot", _input.Workers * PlannedCluster.ControlNs(_input) / CycleNs),
                new("latency", AnalyticEstimate.LatenciesNs(Cluster.Network) / CycleNs),
            ];
        }
    }

    /// <summary>The busiest.</summary>
    internal PlannedResource Busiest => Resources.MaxBy(each => each.Busy);
}
