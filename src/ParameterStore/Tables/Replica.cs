namespace ParameterStore;

/// <summary>
/// A copy of a store's shared and owned tables, as far as it was pulled. Every row that a pull named is at <see cref="Version"/>;
/// rows that it did not name stay at the version of the pull that named them last. Not safe for concurrent use.
/// </summary>
/// <remarks>Memory: one float a value, and 8 bytes a row for the version of the row's last change that it holds.</remarks>
public sealed class Replica
{
    private readonly List<TableImage> _tables = [];

    /// <summary>The version of the last pull.</summary>
    public StoreVersion Version { get; internal set; }

    /// <summary>How many tables have been seen.</summary>
    public int Tables => _tables.Count;

    /// <summary>The values of a table, row-major: row r lies at r × columns.</summary>
    public Span<float> Values(TableId table) => _tables[table.Index].Values;

    internal TableImage Image(TableId table) => _tables[table.Index];

    internal void Add(TableImage image) => _tables.Add(image);

    /// <summary>A hash of the values of all tables, bit for bit: equal for replicas that pulled all rows at equal versions.</summary>
    public ulong Hash() => ReplicaHash.Of(_tables);
}
