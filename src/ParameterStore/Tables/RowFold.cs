using System.Numerics.Tensors;

namespace ParameterStore;

/// <summary>How committed deltas change rows: pure functions, the same in every store, so that one order of commits gives one result to the bit.</summary>
internal static class RowFold
{
    /// <summary>row += weight × delta, rounded after the product and after the sum.</summary>
    internal static void Add(Span<float> rows, ReadOnlySpan<float> deltas, float weight)
    {
        if (weight == 1)
            TensorPrimitives.Add(rows, deltas, rows);
        else
            TensorPrimitives.MultiplyAdd(deltas, weight, rows, rows);
    }
}
