namespace ParameterStore;

/// <summary>The embedded store: everything in this process's memory, nothing to install.</summary>
public sealed class InMemoryParameterStore : IParameterStore
{
    /// <inheritdoc/>
    public StoreTraits Traits => StoreTraits.Weights | StoreTraits.ExactPull;

    /// <inheritdoc/>
    public ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public TableSpec SpecOf(TableId table) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask StageAsync(Push push, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
