namespace ParameterStore;

/// <summary>The embedded store: everything in this process's memory, nothing to install.</summary>
/// <remarks>
/// Pushes stay in their workers' memory until they are committed; a commit folds them from there. Pulls run side by side, and a commit
/// has the store for itself, so that every pull sees one version. Every call completes before it returns. Holds the newest version only: a
/// pull of exactly an older one is refused.
/// </remarks>
public sealed class InMemoryParameterStore : IParameterStore
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SeatLedger _seats = new();

    // Replaced as a whole, under the lock, so that it can be read without.
    private volatile TableImage[] _tables = [];
    private StoreVersion _version;

    // Numbers every change, so that replicas know which rows they lack: commits, and rows written back between them.
    private long _changes;
    private long _newestToken;

    // Of the present history of commits: who pulled before a restore has lost its place.
    private StepEnds _steps = new(Fold.LagMax);

    // Stands for this history of commits; another after a restore.
    private object _history = new();

    /// <inheritdoc/>
    public StoreTraits Traits => StoreTraits.Weights | StoreTraits.ExactPull;

    /// <inheritdoc/>
    public int Tables => _tables.Length;

    /// <inheritdoc/>
    public ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        cancellationToken.ThrowIfCancellationRequested();
        spec.Validate();
        if (Find(spec) is { } found)
            return new(found);

        // Filled before the lock is taken, since the initial values are the caller's code; lost if another caller was faster.
        var image = new TableImage(spec);
        _lock.EnterWriteLock();
        try
        {
            if (Find(spec) is { } same)
                return new(same);
            _tables = [.. _tables, image];
            return new(new TableId(_tables.Length - 1));
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public TableSpec SpecOf(TableId table) => ImageOf(_tables, table).Spec;

    /// <inheritdoc/>
    public ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(push);
        cancellationToken.ThrowIfCancellationRequested();
        PushCheck.Check(push, _tables);
        _lock.EnterWriteLock();
        try
        {
            return new(_seats.Stage(push));
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CommitCheck.Check(step.Span);
        _lock.EnterWriteLock();
        try
        {
            return new(new CommitResult(Commit_NeedsLock(step.Span, fence), _version));
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        PushCheck.Check(rows, _tables);
        PushCheck.CheckOwnedOnly(rows, _tables);
        _lock.EnterWriteLock();
        try
        {
            if (_seats.IsSealed(rows.Attempt.Worker))
                return new(false);
            _changes++;
            foreach (ref readonly TablePush part in rows.Tables)
                _tables[part.Table.Index].Fold(part, 1, 0, _changes);
            return new(true);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _lock.EnterWriteLock();
        try
        {
            _seats.Seal(worker);
            return ValueTask.CompletedTask;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        _lock.EnterReadLock();
        try
        {
            return new(Pull_NeedsLock(into, rows, bound));
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        StoreState state;
        _lock.EnterReadLock();
        try
        {
            // Copied, so that the stream is written without the lock.
            TableImage[] copies = [.. _tables.Select(t => new TableImage(t.Spec, t.Values.AsSpan().ToArray(), t.State.AsSpan().ToArray()))];
            state = new(_version, _newestToken, copies, _seats.Save());
        }
        finally
        {
            _lock.ExitReadLock();
        }
        return new(SnapshotFormat.WriteAsync(state, destination, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        StoreState state = await SnapshotFormat.ReadAsync(source, cancellationToken).ConfigureAwait(false);
        _lock.EnterWriteLock();
        try
        {
            Restore_NeedsLock(state);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Does nothing: workers on their way out may still hold the lock, and memory goes by itself.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private CommitOutcome Commit_NeedsLock(ReadOnlySpan<Commit> step, Fence fence)
    {
        if (fence != Fence.None)
        {
            if (fence.Token < _newestToken)
                return CommitOutcome.Fenced;
            _newestToken = fence.Token;
        }

        CommitOutcome outcome = _seats.Plan(step);
        if (outcome != CommitOutcome.Applied)
            return outcome;
        long changes = _changes;
        foreach (ref readonly Commit commit in step)
        {
            _version = _version.After(commit);
            Push push = _seats.Take(commit.Attempt);
            if (commit.Weight == 0)
                continue;
            _changes++;
            int lag = _steps.LagOf(push.PulledAt.Index);
            foreach (ref readonly TablePush part in push.Tables)
                _tables[part.Table.Index].Fold(part, commit.Weight, lag, _changes);
        }
        if (_changes > changes)
            _steps.Add(_version.Index);
        return CommitOutcome.Applied;
    }

    private StoreVersion Pull_NeedsLock(Replica into, RowSet rows, PullBound bound)
    {
        bool isThere = bound.Mode switch
        {
            PullMode.Newest => true,
            PullMode.AtLeast => _version.Index >= bound.Index,
            _ => _version.Index == bound.Index,
        };
        if (!isThere)
            throw new VersionUnavailableException($"A pull asks for {bound.Mode} version {bound.Index}, but the store is at version {_version.Index} and keeps no other.");
        TableImage[] tables = _tables;
        foreach (TableRows named in rows.Tables)
        {
            TableSpec spec = ImageOf(tables, named.Table).Spec;
            if (named.Ranges is [.., var last] && last.End > spec.Rows)
                throw new ArgumentException($"A pull names row {last.End - 1} of table {spec}.", nameof(rows));
        }

        into.BeginPull(_history);
        foreach (TableRows named in rows.Tables)
        {
            TableImage image = tables[named.Table.Index];
            into.Table(named.Table, image.Spec).Pull(image, named.Ranges);
        }
        return into.Version = _version;
    }

    private void Restore_NeedsLock(StoreState state)
    {
        TableImage[] mine = _tables;
        if (mine.Length > 0 && mine.Length != state.Tables.Length)
            throw new TableMismatchException($"The store has {mine.Length} tables, but the snapshot has {state.Tables.Length}; restore into an empty store or one with the same tables.");
        for (int i = 0; i < mine.Length; i++)
            if (!mine[i].Spec.IsSameAs(state.Tables[i].Spec))
                throw Mismatch(mine[i].Spec, state.Tables[i].Spec);

        // Specs that were given to this store stay: theirs know how to fill initial values.
        _tables = mine.Length == 0 ? state.Tables : [.. mine.Zip(state.Tables, (m, s) => new TableImage(m.Spec, s.Values, s.State))];
        _version = state.Version;
        _newestToken = state.NewestToken;
        _seats.Load(state.Seats);
        _history = new();
        _steps = new(Fold.LagMax);
    }

    private TableId? Find(TableSpec spec)
    {
        TableImage[] tables = _tables;
        int at = Array.FindIndex(tables, t => t.Spec.Name == spec.Name);
        if (at < 0)
            return null;
        return tables[at].Spec.IsSameAs(spec) ? new TableId(at) : throw Mismatch(tables[at].Spec, spec);
    }

    private static TableImage ImageOf(TableImage[] tables, TableId table) => (uint)table.Index < (uint)tables.Length
        ? tables[table.Index]
        : throw new ArgumentException($"The store has {tables.Length} tables and none with the index {table.Index}; create it first.", nameof(table));

    private static TableMismatchException Mismatch(TableSpec held, TableSpec asked) =>
        new($"The store has the table {held}, but {asked} is asked for. Tables of one name must be equal in all parts; use another name or the same options.");
}
