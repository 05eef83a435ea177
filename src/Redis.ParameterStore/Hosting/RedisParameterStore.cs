using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// The parameter store over Redis or Redis Cluster. Every process that opens it holds the shared tables in memory, as far as committed updates were
/// folded in the one order of the job's log; pushes are staged as blobs, commits are records. Safe for concurrent use.
/// </summary>
internal sealed class RedisParameterStore : IParameterStore
{
    private readonly JobNode _node;
    private readonly INodeRunner _driver;
    private readonly bool _ownsRunner;

    // What this process staged for commits of its own, and in which history of commits; a job's host does without.
    private readonly StagedAttempts _staged;
    private long _stagedIn;

    internal RedisParameterStore(INodeRunner runner, bool ownsRunner)
    {
        (_driver, _node, _ownsRunner) = (runner, runner.Node, ownsRunner);
        _staged = new(update => _node.Kept.Release(update.Number));
    }

    /// <summary>Opens a store without a job, which any number of processes may share; made if it is not there.</summary>
    /// <param name="open">Opens a link; it is the store's.</param>
    /// <param name="name">The store's name: what a job's id is.</param>
    /// <param name="options">How Redis is used; checked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <param name="adjust">Changes settings that options do not have; null: none.</param>
    internal static async ValueTask<RedisParameterStore> OpenAsync(
        Func<TimeProvider, CancellationToken, ValueTask<IRedisLink>> open, string name, RedisOptions options, TimeProvider time, CancellationToken cancellationToken,
        Func<NodeSettings, NodeSettings>? adjust = null)
    {
        options.Validate();
        IRedisLink link = await open(time, cancellationToken).ConfigureAwait(false);
        try
        {
            int shards = options.ParameterShards ?? (await FirstAnswer.OfAsync(
                () => link.MastersAsync(cancellationToken), options.RedisTimeout, time, cancellationToken).ConfigureAwait(false)).Count;
            var keys = new KeyNames(options.KeyPrefix, name, 0, HashSlots.Spread(name, 0, shards));
            NodeSettings settings = options.ToSettings(SyncPolicy.Asynchronous.Create().Traits, 1);
            var node = new JobNode(keys, adjust?.Invoke(settings) ?? settings, null, ManifestText.Of(null, shards), RedisPlacement.Who(), 0);
            return new(await NodeRunner.StartAsync(link, node, time, cancellationToken).ConfigureAwait(false), ownsRunner: true);
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The process's node, and what runs its procedures.</summary>
    internal INodeRunner Runner => _driver;

    public StoreTraits Traits => StoreTraits.Weights | StoreTraits.ExactPull;

    public int Tables
    {
        get
        {
            lock (_driver.Lock)
                return _node.Image.Tables.Count;
        }
    }

    public async ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        cancellationToken.ThrowIfCancellationRequested();
        spec.Validate();
        while (true)
        {
            try
            {
                await _driver.RunAsync(new AwaitMember(_node), cancellationToken).ConfigureAwait(false);
                EntryResult result = await _driver.RunAsync(new AppendAndWait(_node, new TableWanted(spec.Name, SpecText.Of(spec))), cancellationToken).ConfigureAwait(false);
                lock (_driver.Lock)
                    _node.Know(result.Table, spec);
                return result.Table;
            }
            catch (SeatLostException)
            {
                // Wanted again under the process's next number: it is the same table.
            }
        }
    }

    public TableSpec SpecOf(TableId table)
    {
        lock (_driver.Lock)
            return ImageOf(table).Spec;
    }

    public async ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(push);
        cancellationToken.ThrowIfCancellationRequested();
        RefuseInJob();
        Check(push);
        lock (_driver.Lock)
        {
            ForgetOtherHistory();
            if (_node.Replica.Refuses(push.Attempt.Worker))
                return false;
            _staged.Begin(push.Attempt);
        }
        var item = new PushItem(push, 0) { IsStageOnly = true };
        await _driver.RunAsync(new PushWork(_node, item, null), cancellationToken).ConfigureAwait(false);
        lock (_driver.Lock)
            _staged.End(push, item.Update!);
        return true;
    }

    public async ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RefuseInJob();
        CommitCheck.Check(step.Span);
        var staged = new StagedCommit[step.Length];
        lock (_driver.Lock)
        {
            ForgetOtherHistory();
            for (int i = 0; i < staged.Length; i++)
                staged[i] = _staged.Find(step.Span[i]);
        }
        EntryResult result = await _driver.RunAsync(new AppendAndWait(_node, new StepWanted(fence, staged)), cancellationToken).ConfigureAwait(false);
        lock (_driver.Lock)
        {
            if (result.Outcome != CommitOutcome.Fenced)
                foreach (StagedCommit commit in staged)
                    _staged.Committed(commit.Commit.Attempt, result.Outcome == CommitOutcome.Applied && commit.Commit.Weight > 0);
        }
        return new(result.Outcome, result.Version);
    }

    public async ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        Check(rows);
        PushCheck.CheckOwnedOnly(rows, Images());
        var item = new PushItem(rows, 0) { IsWriteBack = true };
        EntryResult result = await _driver.RunAsync(new PushWork(_node, item, null), cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Applied;
    }

    public async ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RefuseInJob();
        await _driver.RunAsync(new AppendAndWait(_node, new SealWanted(worker)), cancellationToken).ConfigureAwait(false);
        lock (_driver.Lock)
            _staged.Seal(worker);
    }

    public ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        StoreImage image;
        lock (_driver.Lock)
        {
            image = _node.Image;
            CheckRows(rows);
            if (bound.Mode == PullMode.Newest || _node.Fatal is not null || PlacesOf(rows).Length > 0)
                return new(PullSlowlyAsync(into, rows, bound, cancellationToken));
        }
        return image.Pull(into, rows, bound) is { } version ? new(version) : new(PullSlowlyAsync(into, rows, bound, cancellationToken));
    }

    public async ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var all = new Replica { HoldsState = true };
        RowSet rows;
        lock (_driver.Lock)
            rows = RowSet.Of([.. _node.Image.Tables.Select((t, i) => TableRows.All(new(i), t.Spec.Rows))]);
        StoreState state;
        while (true)
        {
            StoreVersion version = await PullAsync(all, rows, PullBound.Newest, cancellationToken).ConfigureAwait(false);
            lock (_driver.Lock)
            {
                if (_node.Replica.Version != version)
                    continue;
                TableImage[] tables = [.. _node.Image.Tables.Select((t, i) => new TableImage(t.Spec, all.Values(new(i)).ToArray(), [.. all.StateOf(new(i))]))];
                state = new(version, _node.Replica.NewestToken, tables, _node.Replica.SaveSeats());
                break;
            }
        }
        await SnapshotFormat.WriteAsync(state, destination, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        RefuseInJob();
        StoreState state = await SnapshotFormat.ReadAsync(source, cancellationToken).ConfigureAwait(false);
        await _driver.RunAsync(new RestoreStore(_node, state), cancellationToken).ConfigureAwait(false);
        lock (_driver.Lock)
        {
            ForgetOtherHistory();

            // Specs that were given to this store stay: theirs know how to fill initial values.
            for (int i = _node.Image.Tables.Count; i < state.Tables.Length; i++)
                _node.Know(new(i), state.Tables[i].Spec);
        }
    }

    public ValueTask DisposeAsync() => _ownsRunner ? _driver.DisposeAsync() : default;

    private async Task<StoreVersion> PullSlowlyAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken)
    {
        int term;
        lock (_driver.Lock)
            term = _node.Term;
        while (true)
        {
            bool isUnknown = bound.Mode == PullMode.Newest || _node.Manifest is null;
            await _driver.RunAsync(new AwaitVersion(_node, bound, term, isUnknown), cancellationToken).ConfigureAwait(false);
            (StoreImage image, OwnedPlace[] owned) = Look(rows);
            if (!Array.TrueForAll(owned, p => image.HoldsOwned(p)))
                await _driver.RunAsync(new FetchOwned(_node, [.. owned.Select(p => p.Shard)]), cancellationToken).ConfigureAwait(false);
            if (image.Pull(into, rows, bound, owned) is { } version && IsAt(version, image, rows, owned))
                return version;
            if (bound.Mode == PullMode.Exactly && image.Version.Index > bound.Index)
                throw new VersionUnavailableException($"A pull asks for exactly version {bound.Index}, but the store is at version {image.Version.Index} and keeps no other.");
            if (owned.Length > 0)
                await _driver.RunAsync(new AwaitVersion(_node, PullBound.AtLeast(Math.Max(bound.Index, owned.Max(p => p.Version.Index))), term, false), cancellationToken).ConfigureAwait(false);
        }
    }

    private (StoreImage Image, OwnedPlace[] Owned) Look(RowSet rows)
    {
        lock (_driver.Lock)
            return (_node.Image, PlacesOf(rows));
    }

    /// <summary>Whether owned rows that were pulled are those of a version: none newer was committed up to it.</summary>
    private bool IsAt(StoreVersion version, StoreImage image, RowSet rows, OwnedPlace[] pulled)
    {
        (StoreImage now, OwnedPlace[] newest) = Look(rows);
        return now == image && Array.TrueForAll(newest, place => place.Version.Index > version.Index || Array.IndexOf(pulled, place) >= 0);
    }

    /// <summary>Where the newest owned rows of the tables named lie. Needs the node's lock.</summary>
    private OwnedPlace[] PlacesOf(RowSet rows)
    {
        List<OwnedPlace>? places = null;
        foreach (TableRows named in rows.Tables)
        {
            Sharing sharing = _node.Image.Tables[named.Table.Index].Spec.Sharing;
            for (int shard = 0; shard < sharing.Shards; shard++)
                if (_node.Replica.OwnedRows(shard) is { } place && Overlaps(named.Ranges, sharing.RowsOf(shard)))
                    (places ??= []).Add(place);
        }
        return places is null ? [] : [.. places.Distinct()];
    }

    private static bool Overlaps(ReadOnlySpan<RowRange> ranges, RowRange rows)
    {
        foreach (RowRange range in ranges)
            if (range.Start < rows.End && rows.Start < range.End)
                return true;
        return false;
    }

    private void CheckRows(RowSet rows)
    {
        foreach (TableRows named in rows.Tables)
        {
            TableSpec spec = ImageOf(named.Table).Spec;
            if (named.Ranges is [.., var last] && last.End > spec.Rows)
                throw new ArgumentException($"A pull names row {last.End - 1} of table {spec}.", nameof(rows));
        }
    }

    internal void Check(Push push) => PushCheck.Check(push, Images());

    private TableImage[] Images()
    {
        lock (_driver.Lock)
            return [.. _node.Image.Tables];
    }

    private TableImage ImageOf(TableId table) => (uint)table.Index < (uint)_node.Image.Tables.Count
        ? _node.Image.Tables[table.Index]
        : throw new ArgumentException($"The store has {_node.Image.Tables.Count} tables and none with the index {table.Index}; create it first.", nameof(table));

    /// <summary>What was staged before the store was restored is not for the history that began then. Needs the node's lock.</summary>
    private void ForgetOtherHistory()
    {
        if (_stagedIn != _node.Image.History)
            _staged.Clear();
        _stagedIn = _node.Image.History;
    }

    private void RefuseInJob()
    {
        if (_node.Manifest is not null)
            throw new InvalidOperationException("In a job, workers push through its host.");
    }
}
