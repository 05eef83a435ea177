using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// The tables of a process as far as committed updates were folded. Workers' pulls copy from it side by side; folding has it for itself, so that
/// every pull sees one version.
/// </summary>
/// <param name="specs">The tables that are known.</param>
/// <param name="history">The history of commits that it follows (<see cref="BaseRef.History"/>).</param>
internal sealed class StoreImage(IReadOnlyList<TableSpec> specs, long history)
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly List<TableImage> _tables = [.. specs.Select(Begin)];
    private readonly Dictionary<int, (int Member, long Number)> _ownedHeld = [];

    // Stands for this history of commits; replicas that pulled from another are stale.
    private readonly object _history = new();
    private long _changes;

    /// <summary>The version that all shared rows are at. Written under the lock; may be read by the node at any time.</summary>
    internal StoreVersion Version { get; private set; }

    /// <summary>The history of commits that it follows.</summary>
    internal long History { get; } = history;

    /// <summary>Whether it holds a version at all: a history that began with a restored snapshot has its first one from a base.</summary>
    internal bool IsLoaded { get; private set; } = history == 0;

    internal IReadOnlyList<TableImage> Tables => _tables;

    internal IReadOnlyList<TableSpec> Specs => [.. _tables.Select(t => t.Spec)];

    /// <summary>An image of the same tables at their initial values.</summary>
    internal StoreImage StartOver(long history) => new(Specs, history);

    /// <summary>A table whose rows have their initial values.</summary>
    internal void Add(TableId table, TableSpec spec)
    {
        if (table.Index < _tables.Count)
            return;
        if (table.Index > _tables.Count)
            throw new InvalidOperationException($"Table {table.Index} '{spec.Name}' came before table {_tables.Count}; every process creates all tables, in one order.");
        TableImage image = Begin(spec);
        _lock.EnterWriteLock();
        _tables.Add(image);
        _lock.ExitWriteLock();
    }

    /// <summary>Folds updates in order; after them the image is at a version.</summary>
    /// <param name="fold">Folds into the tables under numbers above the one given, and returns the last one it used.</param>
    /// <param name="after">The version then.</param>
    internal void Fold(Func<IReadOnlyList<TableImage>, long, long> fold, StoreVersion after)
    {
        _lock.EnterWriteLock();
        try
        {
            _changes = fold(_tables, _changes);
            Version = after;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Replaces all shared rows by a base's; after it the image is at a version.</summary>
    /// <inheritdoc cref="Fold"/>
    internal void Load(Func<IReadOnlyList<TableImage>, long, long> load, StoreVersion at)
    {
        Fold(load, at);
        IsLoaded = true;
    }

    /// <summary>Whether the rows that an example shard owns are those of an update.</summary>
    internal bool HoldsOwned(in OwnedPlace place)
    {
        _lock.EnterReadLock();
        bool holds = _ownedHeld.TryGetValue(place.Shard, out var held) && held == (place.Member, place.Number);
        _lock.ExitReadLock();
        return holds;
    }

    /// <summary>Those of the places of an example shard's rows whose rows are not here, in order.</summary>
    internal IEnumerable<OwnedPlace> Missing(IReadOnlyList<OwnedPlace> places)
    {
        if (places.Count == 0)
            return [];
        _lock.EnterReadLock();
        bool isHeld = _ownedHeld.TryGetValue(places[0].Shard, out var held);
        _lock.ExitReadLock();
        for (int i = places.Count - 1; isHeld && i >= 0; i--)
            if (held == (places[i].Member, places[i].Number))
                return places.Skip(i + 1);
        return places;
    }

    /// <summary>Puts owned rows in place.</summary>
    internal void Assign(in OwnedPlace place, ReadOnlySpan<byte> blob)
    {
        _lock.EnterWriteLock();
        try
        {
            OwnedBlob.Assign(blob, _tables, place.Shard, ++_changes);
            _ownedHeld[place.Shard] = (place.Member, place.Number);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Copies those of the rows that changed after what the replica holds.</summary>
    /// <param name="into">Whose rows.</param>
    /// <param name="rows">Which.</param>
    /// <param name="bound">Which versions may be returned.</param>
    /// <param name="owned">The places of the owned rows among them.</param>
    /// <returns>The version that they are at; null if the bound asks for another, or the owned rows are not here or newer than the shared ones.</returns>
    internal StoreVersion? Pull(Replica into, RowSet rows, PullBound bound, ReadOnlySpan<OwnedPlace> owned = default)
    {
        _lock.EnterReadLock();
        try
        {
            if (!IsLoaded)
                return null;
            if (bound.Mode == PullMode.Exactly ? Version.Index != bound.Index : bound.Mode == PullMode.AtLeast && Version.Index < bound.Index)
                return null;
            foreach (ref readonly OwnedPlace place in owned)
                if (place.Version.Index > Version.Index || !_ownedHeld.TryGetValue(place.Shard, out var held) || held != (place.Member, place.Number))
                    return null;
            into.BeginPull(_history);
            foreach (TableRows named in rows.Tables)
            {
                TableImage image = _tables[named.Table.Index];
                into.Table(named.Table, image.Spec).Pull(image, named.Ranges);
            }
            return into.Version = Version;
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    // Initial values that only a snapshot's maker knows come with the base or, owned, with the places of their rows.
    private static TableImage Begin(TableSpec spec) => spec.Initial is RestoredRows ? new(spec, new float[spec.Rows * spec.Columns]) : new(spec);

    /// <summary>Reads the tables while nothing is folded.</summary>
    internal StoreVersion Read(Action<IReadOnlyList<TableImage>> read)
    {
        _lock.EnterReadLock();
        try
        {
            read(_tables);
            return Version;
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }
}
