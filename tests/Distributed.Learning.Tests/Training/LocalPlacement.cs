using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>A job of several processes of which each has only its own data: the exchange before it is a job of its own.</summary>
internal sealed class LocalPlacement(int total) : JobPlacement
{
    public JoinedPlacement Exchange { get; } = new(total);

    public JoinedPlacement Job { get; init; } = new(total);

    /// <summary>What the processes said the job is.</summary>
    public List<JobManifest> Manifests { get; } = [];

    public override int TotalWorkers(int local) => total;

    public override ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (manifest.JobId.EndsWith(DataExchange.JobIdSuffix, StringComparison.Ordinal))
            return Exchange.OpenAsync(manifest, time, cancellationToken);
        lock (Manifests)
            Manifests.Add(manifest);
        return Job.OpenAsync(manifest, time, cancellationToken);
    }
}
