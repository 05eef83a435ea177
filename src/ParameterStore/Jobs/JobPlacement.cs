namespace ParameterStore;

/// <summary>Where a job's parameters and its gate live.</summary>
public abstract class JobPlacement
{
    /// <summary>In this process: threads and memory.</summary>
    public static JobPlacement InProcess { get; } = new InProcessPlacement();

    /// <summary>Whether other processes may take part, so that what they must know is to be said.</summary>
    public virtual bool SpansProcesses => true;

    /// <summary>How many workers all processes together start with, if this one brings <paramref name="local"/>.</summary>
    public virtual int TotalWorkers(int local) => local;

    /// <summary>Opens the job's host.</summary>
    /// <param name="manifest">
    /// What the job is; checked. Its workers are those that this process brings; the host's own manifest has those of all processes
    /// (<see cref="TotalWorkers"/>, but never more than example shards).
    /// </param>
    /// <param name="time">The clock of all waits and measurements.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException">The manifest is invalid, or its policy asks for what the store lacks; both are named.</exception>
    public abstract ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken);
}
