using ParameterStore;

namespace Distributed.Simulation;

/// <summary>A cluster and a workload, and the policies that are compared on them.</summary>
/// <param name="Name">A short name, unique in its plan.</param>
/// <param name="Options">All but the policy and the seed, and but the step where it is tuned. Spans and logs are kept of the first seed only.</param>
/// <param name="Policies">At least one; the first is what the others' speed-ups are against.</param>
public sealed record ExperimentConfiguration(string Name, SimulationOptions Options, IReadOnlyList<SyncPolicy> Policies);
