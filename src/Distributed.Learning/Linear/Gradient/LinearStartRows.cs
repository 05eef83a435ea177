using ParameterStore;

namespace Distributed.Learning;

/// <summary>First weights that are given.</summary>
internal sealed class LinearStartRows(ReadOnlyMemory<float> weights, GradientLayout layout) : RowInitializer
{
    public override string Identity { get; } = $"given({DataHash.Of(weights.Span, 0):x16})";

    public override void Fill(int firstRow, int columns, Span<float> values)
    {
        values.Clear();
        for (int offset = 0, row = firstRow; offset < values.Length; offset += columns, row++)
        {
            (int number, int part) = Math.DivRem(row, layout.RowsOfClass);
            int feature = part * layout.Width, count = Math.Min(layout.Width, layout.Features - feature);
            weights.Span.Slice((number * layout.Features) + feature, count).CopyTo(values[offset..]);
        }
    }
}
