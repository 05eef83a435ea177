namespace ParameterStore;

/// <summary>Threads and memory of this process; nothing to install.</summary>
internal sealed class InProcessPlacement : JobPlacement
{
    public override bool SpansProcesses => false;

    public override ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(time);
        cancellationToken.ThrowIfCancellationRequested();
        manifest.Validate();
        ISyncPolicy policy = manifest.Policy.Create();
        var store = new InMemoryParameterStore();
        StoreNeeds.Check(manifest.Policy.ToString(), policy.Traits, nameof(InMemoryParameterStore), store.Traits);
        return new(new InProcessHost(manifest, policy, store, time));
    }
}
