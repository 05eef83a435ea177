namespace ParameterStore;

/// <summary>All tables as one worker works on them, and the replica that they are pulled into.</summary>
internal sealed class WorkingCopy
{
    private readonly IParameterStore _store;
    private readonly JobManifest _manifest;
    private readonly bool _mayTakeBack;
    private readonly Replica _replica = new();
    private readonly List<WorkingTable> _tables = [];
    private readonly List<OwnedTable> _owned = [];

    internal WorkingCopy(IParameterStore store, JobManifest manifest, SyncTraits traits)
    {
        _store = store;
        _manifest = manifest;
        _mayTakeBack = traits.Aborts || (traits.Apply == ApplyMode.ByDecision && traits.Weights);
        SeeTables();
    }

    internal long BytesPulled { get; private set; }

    internal long BytesPushed { get; private set; }

    /// <summary>Brings the rows that a clock needs to one version that the bound allows.</summary>
    /// <exception cref="ArgumentException">Owned rows are named.</exception>
    internal async ValueTask<StoreVersion> PullAsync(RowSet rows, Grant grant, CancellationToken cancellationToken)
    {
        SeeTables();
        Name(rows);
        if (Hold(in grant) is { } fetch)
        {
            await _store.PullAsync(_replica, fetch, grant.Bound, cancellationToken).ConfigureAwait(false);
            Refresh();
        }
        StoreVersion version = await _store.PullAsync(_replica, rows, grant.Bound, cancellationToken).ConfigureAwait(false);
        Refresh();
        return version;
    }

    /// <summary>Brings one more row, which the clock may read but whose changes are not pushed.</summary>
    internal async ValueTask PullRowAsync(TableId table, int row, PullBound bound, CancellationToken cancellationToken)
    {
        await _store.PullAsync(_replica, RowSet.Of(TableRows.OfRows(table, row)), bound, cancellationToken).ConfigureAwait(false);
        Refresh();
    }

    /// <exception cref="ArgumentException">The store has no such table.</exception>
    internal WorkingTable Table(TableId table) => (uint)table.Index < (uint)_tables.Count
        ? _tables[table.Index]
        : throw new ArgumentException($"The worker knows {_tables.Count} tables and none with the index {table.Index}; create it before the clock begins.", nameof(table));

    /// <summary>Adds all that a clock changed to its push.</summary>
    internal void Collect(Push push)
    {
        foreach (WorkingTable table in _tables)
            BytesPushed += BytesOf(table, table.Collect(push)) * (table.Spec.Fold.NeedsPulled ? 2 : 1);
    }

    /// <summary>The push was accepted, or refused for good.</summary>
    internal void Settle(Push push, bool isAccepted)
    {
        // What is discarded after all has another holding in the next grant.
        foreach (WorkingTable table in _tables)
            table.Settle(push, isAccepted);
    }

    /// <summary>Adds the owned rows that clocks changed but did not write.</summary>
    /// <returns>Whether there are any.</returns>
    internal bool CollectUnwritten(Push push)
    {
        foreach (OwnedTable table in _owned)
            BytesPushed += BytesOf(table, table.CollectUnwritten(push));
        return push.Tables.Length > 0;
    }

    /// <summary>Takes back all that the clock changed.</summary>
    internal void Undo()
    {
        foreach (WorkingTable table in _tables)
            table.Undo();
    }

    private void SeeTables()
    {
        for (int i = _tables.Count; i < _store.Tables; i++)
        {
            var id = new TableId(i);
            TableSpec spec = _store.SpecOf(id);
            ReplicaTable copy = _replica.Table(id, spec);

            if (!spec.Sharing.IsOwned)
            {
                _tables.Add(new SharedTable(id, spec, copy));
                continue;
            }

            // The store's rows are the way back from a clock that is taken back, so they may be late only under policies that take none.
            var owned = new OwnedTable(id, spec, copy, _mayTakeBack ? 1 : spec.Sharing.Durability.Clocks, _manifest);
            _tables.Add(owned);
            _owned.Add(owned);
        }
    }

    private void Name(RowSet rows)
    {
        foreach (WorkingTable table in _tables)
            table.Name(null);
        foreach (TableRows named in rows.Tables)
            Table(named.Table).Name(named);
    }

    /// <returns>The owned rows to fetch; null in the steady state.</returns>
    private RowSet? Hold(in Grant grant)
    {
        List<TableRows>? fetch = null;
        foreach (OwnedTable table in _owned)
            if (table.Hold(in grant) is { Count: > 0 } rows)
                (fetch ??= []).Add(rows);
        return fetch is null ? null : RowSet.Of([.. fetch]);
    }

    private void Refresh()
    {
        foreach (WorkingTable table in _tables)
        {
            table.Refresh();
            BytesPulled += BytesOf(table, _replica.Table(table.Id).Moved.Rows);
        }
    }

    private static long BytesOf(WorkingTable table, int rows) => (long)rows * table.Spec.Columns * sizeof(float);
}
