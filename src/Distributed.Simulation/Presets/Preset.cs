namespace Distributed.Simulation;

/// <summary>A published experiment, on our terms.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Summary">What is compared, in a sentence.</param>
/// <param name="LossName">The loss, with its unit if it has one.</param>
/// <param name="Plan">At the default scale (false), or with the published sizes (true).</param>
internal sealed record Preset(string Name, string Summary, string LossName, Func<bool, ExperimentPlan> Plan)
{
    /// <summary>All that there are.</summary>
    internal static IReadOnlyList<Preset> All { get; } = [];
}
