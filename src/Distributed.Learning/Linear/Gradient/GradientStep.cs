using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>Writes what a clock's gradient comes to into the working copy.</summary>
/// <param name="Layout">How weights lie there.</param>
/// <param name="By">What the gradient's sum is multiplied by: the negative step size over the examples' weight.</param>
/// <param name="L2">λ2 × the examples' weight, where it is part of the gradient.</param>
/// <param name="Count">What penalties count in this push, where rows count.</param>
internal readonly record struct GradientStep(GradientLayout Layout, float By, float L2, float Count)
{
    /// <summary>Of rows for which every push bears the whole penalty. Clears the gradient while it is near.</summary>
    internal void Write(ReadOnlySpan<RowRange> ranges, Span<float> gradient, Span<float> table)
    {
        if (Layout.Columns == 1 && L2 == 0)
        {
            WriteValues(ranges, gradient, table, By);
            return;
        }

        foreach (RowRange range in ranges)
        {
            int start = range.Start * Layout.Width, length = range.Count * Layout.Width;
            if (Layout.HasCounts)
                WriteCounted(range, gradient, table);
            else
                WriteWeights(gradient.Slice(start, length), table.Slice(start, length));
            gradient.Slice(start, length).Clear();
        }
    }

    /// <summary>Of rows of one feature, of whose penalty the examples that have it bear their parts. Clears the gradient while it is near.</summary>
    /// <param name="ranges">The rows.</param>
    /// <param name="gradient">Its sum over the examples.</param>
    /// <param name="penalties">Of each feature what the examples bear, times their weight.</param>
    /// <param name="perWeight">1 / the examples' weight.</param>
    /// <param name="table">The working copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void WriteSingles(ReadOnlySpan<RowRange> ranges, Span<float> gradient, ReadOnlySpan<float> penalties, float perWeight, Span<float> table)
    {
        int columns = Layout.Columns, rowsOfClass = Layout.RowsOfClass;
        bool isOneClass = Layout.Classes == 1;
        foreach (RowRange range in ranges)
        {
            for (int row = range.Start; row < range.End; row++)
            {
                ref float weight = ref table[row * columns];
                float penalty = penalties[isOneClass ? row : row % rowsOfClass] * perWeight;
                weight += By * (gradient[row] + (L2 * penalty * weight));
                if (columns > 1)
                    table[(row * columns) + 1] += Count * penalty;
                gradient[row] = 0;
            }
        }
    }

    // As for spans, whose calls would cost more than one value.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteValues(ReadOnlySpan<RowRange> ranges, Span<float> gradient, Span<float> table, float by)
    {
        foreach (RowRange range in ranges)
        {
            for (int row = range.Start; row < range.End; row++)
            {
                table[row] = (gradient[row] * by) + table[row];
                gradient[row] = 0;
            }
        }
    }

    private void WriteCounted(RowRange rows, Span<float> gradient, Span<float> table)
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            Span<float> values = table.Slice(row * Layout.Columns, Layout.Columns);
            WriteWeights(gradient.Slice(row * Layout.Width, Layout.Width), values[..^1]);
            values[^1] += Count;
        }
    }

    private void WriteWeights(Span<float> gradient, Span<float> weights)
    {
        if (L2 > 0)
            TensorPrimitives.MultiplyAdd(weights, L2, gradient, gradient);
        TensorPrimitives.MultiplyAdd(gradient, By, weights, weights);
    }
}
