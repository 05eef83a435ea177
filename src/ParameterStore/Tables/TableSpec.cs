namespace ParameterStore;

/// <summary>What a table is: its shape, how commits change it, who writes it, and what it starts from.</summary>
/// <param name="Name">Unique in the store; letters, digits, dots and dashes.</param>
/// <param name="Rows">Number of rows, ≥ 0.</param>
/// <param name="Columns">Values a row, ≥ 1. <c>Rows × Columns</c> must fit an array.</param>
public sealed record TableSpec(string Name, int Rows, int Columns)
{
    /// <summary>How a committed delta changes a row.</summary>
    public Fold Fold { get; init; } = Fold.Add;

    /// <summary>Who writes the rows.</summary>
    public Sharing Sharing { get; init; } = Sharing.Shared;

    /// <summary>How many values of state the fold keeps beside a row.</summary>
    internal int StateColumns => Fold.StateColumns(Columns);

    /// <summary>
    /// Whether copies note of every row when it changed, so that a pull moves only what did. Not of shared rows of one value: to look at two notes takes longer than to
    /// move the value, which has mostly changed, since who names single rows pushes them.
    /// </summary>
    internal bool NotesChanges => Columns > 1 || Sharing.IsOwned;

    /// <summary>The values at version 0.</summary>
    public RowInitializer Initial { get; init; } = RowInitializer.Zeros;

    /// <summary>Checks the shape.</summary>
    /// <exception cref="ArgumentException">A part is out of range; the message says which and what is allowed.</exception>
    public void Validate()
    {
        if (string.IsNullOrEmpty(Name) || Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-')))
            throw new ArgumentException($"A table's name has letters, digits, dots and dashes only, but is '{Name}'.", nameof(Name));
        if (Rows < 0 || Columns < 1)
            throw new ArgumentException($"Table '{Name}' is {Rows} × {Columns}; rows must be at least 0 and columns at least 1.", nameof(Rows));
        if (Columns < Fold.ColumnsMin)
            throw new ArgumentException($"Table '{Name}' has {Columns} columns, but its fold {Fold} needs at least {Fold.ColumnsMin}: the last one counts.", nameof(Columns));
        if ((long)Rows * Columns > Array.MaxLength)
            throw new ArgumentException($"Table '{Name}' is {Rows} × {Columns}, which is more than the {Array.MaxLength:N0} values that fit; use fewer columns or split the table.", nameof(Rows));
        if ((long)Rows * StateColumns > Array.MaxLength)
            throw new ArgumentException($"Table '{Name}' keeps {Rows} × {StateColumns} values of state for the fold {Fold}, which is more than the {Array.MaxLength:N0} that fit; use fewer columns or split the table.", nameof(Rows));
        if (Sharing.IsOwned && !Fold.IsAdditive)
            throw new ArgumentException($"Table '{Name}' is owned and has the fold {Fold}, but the values of owned rows are assigned by their one writer and not folded; leave its fold at {Fold.Add}, or share it.", nameof(Fold));
        if (Sharing.IsOwned && Sharing.RowsOf(Sharing.Shards - 1).End != Rows)
            throw new ArgumentException($"Table '{Name}' has {Rows} rows, but its owners' boundaries end at {Sharing.RowsOf(Sharing.Shards - 1).End}.", nameof(Sharing));
    }

    /// <summary>Whether a table made to <paramref name="other"/> can serve in this one's place: all parts equal, the initial values by identity.</summary>
    public bool IsSameAs(TableSpec other) =>
        Name == other.Name && Rows == other.Rows && Columns == other.Columns && Fold.Equals(other.Fold)
        && Sharing.Equals(other.Sharing) && Initial.Identity == other.Initial.Identity;

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' {Rows} × {Columns}, fold {Fold}, {Sharing}, initially {Initial.Identity}";
}
