namespace ParameterStore;

internal sealed class InProcessPlacement : JobPlacement
{
    public override ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
