namespace ParameterStore;

/// <summary>Rows of one table that lie in one piece, and what is folded into them.</summary>
/// <param name="values">The rows, row-major.</param>
/// <param name="state">Their state, row-major; empty if the fold has none.</param>
/// <param name="deltas">What was pushed, a value each.</param>
/// <param name="pulled">What was pulled, a value each; empty if the fold does not need it.</param>
/// <param name="columns">Values a row.</param>
internal readonly ref struct FoldRows(Span<float> values, Span<float> state, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, int columns)
{
    internal Span<float> Values { get; } = values;

    internal Span<float> State { get; } = state;

    internal ReadOnlySpan<float> Deltas { get; } = deltas;

    internal ReadOnlySpan<float> Pulled { get; } = pulled;

    internal int Columns { get; } = columns;
}
