namespace ParameterStore.Tests;

/// <summary>A store that writes down what is asked of it, and answers at once unless a test holds it back.</summary>
internal sealed class RecordingStore : IParameterStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AttemptId, BlockId[]> _staged = [];
    private readonly List<string> _log = [];
    private readonly List<(Commit Commit, BlockId[] Blocks)> _committed = [];
    private StoreVersion _version;

    public StoreTraits Traits => StoreTraits.Weights | StoreTraits.ExactPull;

    public int Tables => 0;

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>What was committed, in order, with the blocks that it names.</summary>
    public IReadOnlyList<(Commit Commit, BlockId[] Blocks)> Committed
    {
        get
        {
            lock (_lock)
                return [.. _committed];
        }
    }

    /// <summary>Set: stagings wait for it.</summary>
    public TaskCompletionSource? HoldStage { get; set; }

    /// <summary>A worker whose pushes are refused, as if someone else had sealed it.</summary>
    public WorkerId? Refuses { get; set; }

    /// <summary>Set: commits wait for it.</summary>
    public TaskCompletionSource? HoldCommit { get; set; }

    /// <summary>Set: a commit takes effect, but its answer waits for it.</summary>
    public TaskCompletionSource? HoldAnswer { get; set; }

    public async ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken)
    {
        if (HoldStage is { } hold)
            await hold.Task.ConfigureAwait(false);
        if (push.Attempt.Worker == Refuses)
            return false;
        lock (_lock)
        {
            _log.Add($"stage {Text(push.Attempt)}");
            _staged[push.Attempt] = push.Blocks.ToArray();
            return true;
        }
    }

    public async ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken)
    {
        if (HoldCommit is { } hold)
            await hold.Task.ConfigureAwait(false);
        CommitResult result = Commit(step.ToArray());
        if (HoldAnswer is { } holdAnswer)
            await holdAnswer.Task.ConfigureAwait(false);
        return result;
    }

    private CommitResult Commit(Commit[] step)
    {
        lock (_lock)
        {
            _log.Add($"commit {string.Join(", ", step.Select(c => $"{Text(c.Attempt)} × {c.Weight}"))}");
            foreach (Commit commit in step)
            {
                if (!_staged.Remove(commit.Attempt, out BlockId[]? blocks))
                    throw new InvalidOperationException($"{commit.Attempt} was never staged.");
                _committed.Add((commit, blocks));
                _version = _version.After(commit);
            }

            return new(CommitOutcome.Applied, _version);
        }
    }

    public ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _log.Add($"seal {worker.Seat}.{worker.Incarnation}");
            foreach (AttemptId attempt in _staged.Keys.Where(a => a.Worker == worker).ToList())
                _staged.Remove(attempt);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken)
    {
        lock (_lock)
            return bound.Mode == PullMode.Newest || bound.Index == _version.Index || (bound.Mode == PullMode.AtLeast && bound.Index < _version.Index)
                ? new(_version)
                : throw new VersionUnavailableException($"A pull asks for {bound}, but the store is at {_version}.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken) => throw new NotSupportedException();

    public TableSpec SpecOf(TableId table) => throw new NotSupportedException();

    public ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static string Text(AttemptId a) => $"{a.Worker.Seat}.{a.Worker.Incarnation}@{a.Clock}/{a.Try}";
}
