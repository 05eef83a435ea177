namespace Distributed.Simulation;

/// <summary>Something that a plan can run out of.</summary>
/// <param name="Name">What.</param>
/// <param name="Busy">Its share of the time, 0 to 1, if workers don't wait at the gate.</param>
internal readonly record struct PlannedResource(string Name, double Busy)
{
    internal const string WorkerCpu = "worker CPU";
}
