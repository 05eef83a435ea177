using System.Numerics.Tensors;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>Writes what a clock's gradient comes to into the working copy.</summary>
/// <param name="Layout">How weights lie there.</param>
/// <param name="By">What the gradient's sum is multiplied by: the negative step size over the examples' weight.</param>
/// <param name="L2">λ2 × the examples' weight, where it is part of the gradient.</param>
/// <param name="Count">What penalties count in this push, where rows count.</param>
internal readonly record struct GradientStep(GradientLayout Layout, float By, float L2, float Count)
{
    /// <summary>Of rows for which every push bears the whole penalty.</summary>
    internal void Write(RowRange rows, Span<float> gradient, Span<float> table)
    {
        if (!Layout.HasCounts)
        {
            WriteWeights(gradient[(rows.Start * Layout.Width)..(rows.End * Layout.Width)], table[(rows.Start * Layout.Width)..(rows.End * Layout.Width)]);
            return;
        }

        for (int row = rows.Start; row < rows.End; row++)
        {
            Span<float> values = table.Slice(row * Layout.Columns, Layout.Columns);
            WriteWeights(gradient.Slice(row * Layout.Width, Layout.Width), values[..^1]);
            values[^1] += Count;
        }
    }

    /// <summary>Of rows of one feature, of whose penalty the examples that have it bear their parts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="gradient">Its sum over the examples.</param>
    /// <param name="penalties">Of each feature what the examples bear, times their weight.</param>
    /// <param name="perWeight">1 / the examples' weight.</param>
    /// <param name="table">The working copy.</param>
    internal void WriteSingles(RowRange rows, ReadOnlySpan<float> gradient, ReadOnlySpan<float> penalties, float perWeight, Span<float> table)
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            ref float weight = ref table[row * Layout.Columns];
            float penalty = penalties[row % Layout.RowsOfClass] * perWeight;
            weight += By * (gradient[row] + (L2 * penalty * weight));
            if (Layout.HasCounts)
                table[(row * Layout.Columns) + 1] += Count * penalty;
        }
    }

    private void WriteWeights(Span<float> gradient, Span<float> weights)
    {
        if (L2 > 0)
            TensorPrimitives.MultiplyAdd(weights, L2, gradient, gradient);
        TensorPrimitives.MultiplyAdd(gradient, By, weights, weights);
    }
}
