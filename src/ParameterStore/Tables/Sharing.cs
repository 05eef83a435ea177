namespace ParameterStore;

/// <summary>
/// Who writes a table's rows: everybody (deltas, folded), or the worker that holds the example shard that owns the row
/// (values, assigned; they ride in the same attempt as the shared deltas).
/// </summary>
public sealed class Sharing : IEquatable<Sharing>
{
    private readonly int[] _firstRows;

    private Sharing(int[] firstRows, OwnedDurability durability)
    {
        _firstRows = firstRows;
        Durability = durability;
    }

    /// <summary>Every worker may push deltas to every row.</summary>
    public static Sharing Shared { get; } = new([], OwnedDurability.EveryCommit);

    /// <summary>Each example shard owns one contiguous range of rows.</summary>
    /// <param name="firstRows">Of every example shard the first row, ascending, and last the table's row count: shards + 1 entries, the first 0.</param>
    /// <param name="durability">How often owned rows are written to the store.</param>
    /// <exception cref="ArgumentException">The boundaries are not ascending from 0, or the durability is under one clock.</exception>
    public static Sharing OwnedBy(ReadOnlySpan<int> firstRows, OwnedDurability durability)
    {
        if (firstRows.Length < 2 || firstRows[0] != 0)
            throw new ArgumentException("The boundaries of owned rows must start at 0 and end at the table's row count: one entry more than example shards.", nameof(firstRows));
        for (int i = 1; i < firstRows.Length; i++)
            if (firstRows[i] < firstRows[i - 1])
                throw new ArgumentException($"The boundaries of owned rows must ascend, but entry {i} is {firstRows[i]} after {firstRows[i - 1]}.", nameof(firstRows));
        if (durability.Clocks < 1)
            throw new ArgumentException($"Owned rows are written every {durability.Clocks} clocks; say at least 1.", nameof(durability));
        return new(firstRows.ToArray(), durability);
    }

    /// <summary>Whether each row has one writer.</summary>
    public bool IsOwned => _firstRows.Length > 0;

    /// <summary>How often owned rows are written; every commit for a shared table.</summary>
    public OwnedDurability Durability { get; }

    /// <summary>How many example shards own rows; 0 for a shared table.</summary>
    public int Shards => Math.Max(0, _firstRows.Length - 1);

    /// <summary>The rows that an example shard owns.</summary>
    /// <exception cref="InvalidOperationException">The table is shared.</exception>
    public RowRange RowsOf(int shard) => IsOwned
        ? new(_firstRows[shard], _firstRows[shard + 1])
        : throw new InvalidOperationException("A shared table has no owned rows.");

    internal ReadOnlySpan<int> FirstRows => _firstRows;

    /// <inheritdoc/>
    public bool Equals(Sharing? other) =>
        other is not null && Durability == other.Durability && _firstRows.AsSpan().SequenceEqual(other._firstRows);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sharing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_firstRows.Length, Durability);

    /// <inheritdoc/>
    public override string ToString() => IsOwned ? $"owned by {Shards} example shards, written every {Durability.Clocks} clocks" : "shared";
}
