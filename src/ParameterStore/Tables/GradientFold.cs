using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParameterStore;

/// <summary>
/// The loops of the folds that follow gradients, as <see cref="RowFold"/>'s: eight values at once, the rest by <see cref="ScalarGradientFold"/>; sums,
/// products, quotients and square roots only, each rounded by itself. A delta is a gradient's negative.
/// </summary>
internal static class GradientFold
{
    private const int Lanes = 8;

    /// <summary>G += d²; row += rate × d / (√G + 10⁻⁸), d = weight × delta.</summary>
    internal static void AdaGrad(Span<float> rows, Span<float> squares, ReadOnlySpan<float> deltas, float weight, float rate)
    {
        int whole = Whole(rows.Length, squares.Length, deltas.Length);
        ref float x = ref MemoryMarshal.GetReference(rows), s = ref MemoryMarshal.GetReference(squares), d = ref MemoryMarshal.GetReference(deltas);
        Vector256<float> least = Vector256.Create(ScalarGradientFold.RootLeast);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> delta = Vector256.LoadUnsafe(ref d, i) * weight, square = Vector256.LoadUnsafe(ref s, i) + (delta * delta);
            square.StoreUnsafe(ref s, i);
            (Vector256.LoadUnsafe(ref x, i) + (delta * rate / (Vector256.Sqrt(square) + least))).StoreUnsafe(ref x, i);
        }

        ScalarGradientFold.AdaGrad(rows[whole..], squares[whole..], deltas[whole..], weight, rate);
    }

    /// <summary>As <see cref="AdaGrad"/>; then what is no more than <paramref name="penalty"/> / (√G + 10⁻⁸) from zero is zero, and the rest comes nearer by as much.</summary>
    internal static void CompositeAdaGrad(Span<float> rows, Span<float> squares, ReadOnlySpan<float> deltas, float weight, float rate, float penalty)
    {
        int whole = Whole(rows.Length, squares.Length, deltas.Length);
        ref float x = ref MemoryMarshal.GetReference(rows), s = ref MemoryMarshal.GetReference(squares), d = ref MemoryMarshal.GetReference(deltas);
        Vector256<float> least = Vector256.Create(ScalarGradientFold.RootLeast), shrink = Vector256.Create(penalty);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> delta = Vector256.LoadUnsafe(ref d, i) * weight, square = Vector256.LoadUnsafe(ref s, i) + (delta * delta);
            square.StoreUnsafe(ref s, i);
            Vector256<float> root = Vector256.Sqrt(square) + least, old = Vector256.LoadUnsafe(ref x, i), by = shrink / root;
            Vector256<float> row = old + (delta * rate / root);
            Vector256<float> kept = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(Vector256.Abs(row), by), Vector256<float>.Zero, row - Vector256.CopySign(by, row));
            Vector256.ConditionalSelect(Vector256.Equals(square, Vector256<float>.Zero), old, kept).StoreUnsafe(ref x, i);
        }

        ScalarGradientFold.CompositeAdaGrad(rows[whole..], squares[whole..], deltas[whole..], weight, rate, penalty);
    }

    /// <summary>
    /// σ = (√(n + d²) − √n) / α; z −= d + σ row; n += d²; row = 0 if |z| ≤ λ1, else −(z − sgn(z) λ1) / ((β + √n) / α + λ2). A row that starts elsewhere than
    /// at 0 has the z that it comes from.
    /// </summary>
    internal static void Ftrl(Span<float> rows, Span<float> sums, Span<float> squares, ReadOnlySpan<float> deltas, float weight, in FtrlStep step)
    {
        int whole = Math.Min(Whole(rows.Length, squares.Length, deltas.Length), Whole(rows.Length, sums.Length, sums.Length));
        ref float x = ref MemoryMarshal.GetReference(rows), sum = ref MemoryMarshal.GetReference(sums);
        ref float s = ref MemoryMarshal.GetReference(squares), d = ref MemoryMarshal.GetReference(deltas);
        Vector256<float> zero = Vector256<float>.Zero, l1 = Vector256.Create(step.L1), l2 = Vector256.Create(step.L2), alpha = Vector256.Create(step.Alpha), beta = Vector256.Create(step.Beta);
        Vector256<float> startL1 = Vector256.Create(step.StartL1), startSlope = Vector256.Create((step.Beta / step.Alpha) + step.StartL2);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> row = Vector256.LoadUnsafe(ref x, i), z = Vector256.LoadUnsafe(ref sum, i), n = Vector256.LoadUnsafe(ref s, i);
            Vector256<float> isNew = Vector256.Equals(n, zero) & Vector256.Equals(z, zero) & ~Vector256.Equals(row, zero);
            z = Vector256.ConditionalSelect(isNew, zero - ((row * startSlope) + Vector256.CopySign(startL1, row)), z);
            Vector256<float> delta = Vector256.LoadUnsafe(ref d, i) * weight, square = n + (delta * delta), root = Vector256.Sqrt(square);
            z -= delta + ((root - Vector256.Sqrt(n)) / alpha * row);
            z.StoreUnsafe(ref sum, i);
            square.StoreUnsafe(ref s, i);
            Vector256<float> beyond = zero - ((z - Vector256.CopySign(l1, z)) / (((beta + root) / alpha) + l2));
            Vector256.ConditionalSelect(Vector256.LessThanOrEqual(Vector256.Abs(z), l1), zero, beyond).StoreUnsafe(ref x, i);
        }

        ScalarGradientFold.Ftrl(rows[whole..], sums[whole..], squares[whole..], deltas[whole..], weight, step);
    }

    /// <summary>m = β1 m + (1 − β1) d; v = β2 v + (1 − β2) d²; row += rate × (m / gathered1) / (√(v / gathered2) + 10⁻⁸).</summary>
    internal static void Adam(Span<float> rows, Span<float> means, Span<float> squares, ReadOnlySpan<float> deltas, float weight, in AdamStep step)
    {
        int whole = Math.Min(Whole(rows.Length, squares.Length, deltas.Length), Whole(rows.Length, means.Length, means.Length));
        ref float x = ref MemoryMarshal.GetReference(rows), m = ref MemoryMarshal.GetReference(means);
        ref float s = ref MemoryMarshal.GetReference(squares), d = ref MemoryMarshal.GetReference(deltas);
        float new1 = 1 - step.Beta1, new2 = 1 - step.Beta2;
        Vector256<float> least = Vector256.Create(ScalarGradientFold.RootLeast), gathered1 = Vector256.Create(step.Gathered1), gathered2 = Vector256.Create(step.Gathered2);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> delta = Vector256.LoadUnsafe(ref d, i) * weight;
            Vector256<float> mean = (Vector256.LoadUnsafe(ref m, i) * step.Beta1) + (delta * new1), square = (Vector256.LoadUnsafe(ref s, i) * step.Beta2) + (delta * delta * new2);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref s, i);
            (Vector256.LoadUnsafe(ref x, i) + (mean / gathered1 * step.Rate / (Vector256.Sqrt(square / gathered2) + least))).StoreUnsafe(ref x, i);
        }

        ScalarGradientFold.Adam(rows[whole..], means[whole..], squares[whole..], deltas[whole..], weight, step);
    }

    /// <summary>How many values go eight at once. All spans have one length: what is read without a check is checked here.</summary>
    private static int Whole(int rows, int a, int b)
    {
        if (a != rows || b != rows)
            throw new InvalidOperationException($"A fold of {rows} values was given {a} and {b} beside them.");
        return Vector128.IsHardwareAccelerated ? rows - (rows % Lanes) : 0;
    }
}
