namespace ParameterStore;

/// <summary>One table's part of a push.</summary>
/// <param name="Rows">The rows that change. Deltas to add for a shared table; new values for an owned one.</param>
/// <param name="Image">An image of the whole table, row-major: row r lies at r × columns. Only the rows in <paramref name="Rows"/> are read.</param>
public readonly record struct TablePush(TableRows Rows, ReadOnlyMemory<float> Image);
