namespace ParameterStore;

/// <summary>Where a job's parameters and its gate live.</summary>
public abstract class JobPlacement
{
    /// <summary>In this process: threads and memory.</summary>
    public static JobPlacement InProcess { get; } = new InProcessPlacement();

    /// <summary>Opens the job's host.</summary>
    /// <param name="manifest">What the job is; checked.</param>
    /// <param name="time">The clock of all waits and measurements.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException">The manifest is invalid, or its policy asks for what the store lacks; both are named.</exception>
    public abstract ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken);
}
