namespace ParameterStore;

/// <summary>
/// Which rows of which tables: what a clock needs. Immutable; make it once and reuse it, since clocks repeat.
/// </summary>
public sealed class RowSet
{
    private readonly TableRows[] _tables;

    private RowSet(TableRows[] tables) => _tables = tables;

    /// <summary>No rows.</summary>
    public static RowSet Empty { get; } = new([]);

    /// <summary>The tables' rows, each table once.</summary>
    public ReadOnlySpan<TableRows> Tables => _tables;

    /// <summary>Makes a set.</summary>
    /// <exception cref="ArgumentException">A table stands in it twice.</exception>
    public static RowSet Of(params ReadOnlySpan<TableRows> tables)
    {
        for (int i = 0; i < tables.Length; i++)
            for (int j = 0; j < i; j++)
                if (tables[i].Table == tables[j].Table)
                    throw new ArgumentException($"Table {tables[i].Table.Index} stands in the row set twice; merge its rows.", nameof(tables));
        return new(tables.ToArray());
    }
}
