namespace ParameterStore.Tests;

/// <summary>A store in memory that writes down copies of what is staged, and the steps in the order of their commits.</summary>
internal sealed class JournalStore : IParameterStore
{
    private readonly InMemoryParameterStore _inner = new();
    private readonly Lock _lock = new();
    private readonly List<(Push[] Pushes, Commit[] Step)> _steps = [];
    private readonly Dictionary<AttemptId, Push> _staged = [];

    public StoreTraits Traits => _inner.Traits;

    public int Tables => _inner.Tables;

    /// <summary>The largest lag, in versions, of a push that was committed.</summary>
    public long LargestGap { get; private set; }

    /// <summary>Does all of it again.</summary>
    public void Replay(StoreModel into)
    {
        foreach ((Push[] pushes, Commit[] step) in _steps)
        {
            foreach (Push push in pushes)
                into.Stage(push);
            into.Commit(step, Fence.None);
        }
    }

    public ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken) => _inner.CreateTableAsync(spec, cancellationToken);

    public TableSpec SpecOf(TableId table) => _inner.SpecOf(table);

    public ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken)
    {
        lock (_lock)
            _staged[push.Attempt] = Copy(push);
        return _inner.StageAsync(push, cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ValueTask<CommitResult> result = _inner.CommitAsync(step, fence, cancellationToken);
            if (result.Result.Outcome == CommitOutcome.Applied)
            {
                Push[] pushes = [.. step.ToArray().Select(c => _staged[c.Attempt])];
                _steps.Add((pushes, step.ToArray()));
                LargestGap = Math.Max(LargestGap, result.Result.Version.Index - step.Length - pushes.Min(p => p.PulledAt.Index));
            }

            return result;
        }
    }

    public ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken) => _inner.WriteBackAsync(rows, cancellationToken);

    public ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken) => _inner.SealAsync(worker, cancellationToken);

    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken) => _inner.PullAsync(into, rows, bound, cancellationToken);

    public ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken) => _inner.SnapshotAsync(destination, cancellationToken);

    public ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken) => _inner.RestoreAsync(source, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private static Push Copy(Push push)
    {
        var copy = new Push();
        copy.Reset(push.Attempt, push.PulledAt);
        foreach (ref readonly TablePush part in push.Tables)
            copy.Add(new TablePush(part.Table, part.Ranges.ToArray(), part.Image.ToArray()) { Pulled = part.Pulled.ToArray() });
        return copy;
    }
}
