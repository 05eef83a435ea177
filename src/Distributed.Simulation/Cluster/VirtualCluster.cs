using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// A cluster in virtual time: the production policies, driven as in production, over simulated workers, a simulated network and simulated
/// faults, and learners whose losses are real. It is single-threaded and deterministic: every draw is a hash of (seed, worker, clock, purpose).
/// </summary>
public static class VirtualCluster
{
    /// <summary>Runs it.</summary>
    /// <param name="options">What is run.</param>
    /// <param name="progress">Is told of every evaluation, from the calling thread.</param>
    /// <param name="cancellation">Ends the run without a result.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The policy breaks the life of a clock, its own staleness bound, or leaves workers waiting for ever: a bug in it.</exception>
    public static SimulationResult Run(SimulationOptions options, IProgress<LossPoint>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(options, options.Policy.Create(), progress, cancellation);
    }

    internal static SimulationResult Run(
        SimulationOptions options, ISyncPolicy policy, IProgress<LossPoint>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        return new VirtualRun(options, policy, progress).Run(cancellation);
    }
}
