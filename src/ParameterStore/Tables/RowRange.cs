namespace ParameterStore;

/// <summary>Rows <paramref name="Start"/> … <paramref name="End"/> − 1 of a table.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">One past the last row, ≥ <paramref name="Start"/>.</param>
public readonly record struct RowRange(int Start, int End)
{
    /// <summary>How many rows.</summary>
    public int Count => End - Start;
}
