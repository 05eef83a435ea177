namespace ParameterStore;

/// <summary>
/// A copy of a store's shared and owned tables, as far as it was pulled. Every row that a pull named is at <see cref="Version"/>;
/// rows that it did not name stay at the version of the pull that named them last; rows that none named are 0. Not safe for concurrent use.
/// </summary>
/// <remarks>Memory: one float a value, and 8 bytes a row for which of its changes it holds; not of shared rows of one value, which every pull that names them moves.</remarks>
public sealed class Replica
{
    private readonly List<ReplicaTable?> _tables = [];
    private object? _history;

    /// <summary>The version of the last pull.</summary>
    public StoreVersion Version { get; internal set; }

    /// <summary>One more than the highest index of a table that was pulled.</summary>
    public int Tables => _tables.Count;

    /// <summary>The values of a table, row-major: row r lies at r × columns.</summary>
    /// <exception cref="ArgumentException">No row of the table was pulled.</exception>
    public Span<float> Values(TableId table) => Table(table).Values;

    /// <summary>Whether the state that folds keep beside the rows is pulled with them: for snapshots and checks, not for workers.</summary>
    internal bool HoldsState { get; init; }

    /// <summary>The state of a table's rows, row-major; empty if it is not held, or the table's fold keeps none.</summary>
    internal float[] StateOf(TableId table) => Table(table).State;

    /// <summary>A hash of the values of all tables, bit for bit: equal for replicas that pulled all rows at equal versions.</summary>
    public ulong Hash() => ReplicaHash.Of(_tables);

    internal ReplicaTable Table(TableId table) => (uint)table.Index < (uint)_tables.Count && _tables[table.Index] is { } found
        ? found
        : throw new ArgumentException($"The replica holds no rows of table {table.Index}; pull some first.", nameof(table));

    /// <summary>The table's copy, made empty if it is not there.</summary>
    internal ReplicaTable Table(TableId table, TableSpec spec)
    {
        while (_tables.Count <= table.Index)
            _tables.Add(null);
        return _tables[table.Index] ??= new(spec, HoldsState);
    }

    /// <summary>
    /// Starts a pull from one history of commits. What was pulled from another one (another store, or this one before it was restored) is stale:
    /// version numbers compare within a history only.
    /// </summary>
    internal void BeginPull(object history)
    {
        bool isOther = _history != history;
        _history = history;
        foreach (ReplicaTable? table in _tables)
        {
            table?.Moved.Clear();
            if (isOther)
                table?.MarkStale(new(0, table.Spec.Rows));
        }
    }
}
