using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>What linear learners do with one example's features. Sums of sparse rows go by four lanes, of whole rows by registers.</summary>
internal static class RowKernel
{
    /// <summary>Σ x_j w_j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Dot(in FeatureRow row, ReadOnlySpan<float> weights) =>
        row.IsDense ? TensorPrimitives.Dot(row.Values, weights[..row.Values.Length]) : SparseDot(row.Indices, row.Values, weights);

    /// <summary>Σ x_j v_j of sums in float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Dot(in FeatureRow row, ReadOnlySpan<double> sums) =>
        row.IsDense ? DenseDot(row.Values, sums[..row.Values.Length]) : SparseDot(row.Indices, row.Values, sums);

    /// <summary>Σ x_j soft(v_j): of every v_j only what lies beyond the threshold counts.</summary>
    internal static double DotBeyond(in FeatureRow row, ReadOnlySpan<double> sums, double threshold)
    {
        double sum = 0;
        for (int at = 0; at < row.Values.Length; at++)
            sum += row.Values[at] * Beyond(sums[row.IsDense ? at : row.Indices[at]], threshold);
        return sum;
    }

    /// <summary>sgn(v) max(0, |v| − threshold).</summary>
    internal static double Beyond(double value, double threshold) => Math.CopySign(Math.Max(0, Math.Abs(value) - threshold), value);

    /// <summary>w_j += scale · x_j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaled(in FeatureRow row, float scale, Span<float> weights)
    {
        if (row.IsDense)
            TensorPrimitives.MultiplyAdd(row.Values, scale, weights[..row.Values.Length], weights);
        else
            SparseAddScaled(row.Indices, row.Values, scale, weights);
    }

    /// <summary>The same in float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddScaled(in FeatureRow row, double scale, Span<double> sums)
    {
        if (row.IsDense)
            DenseAddScaled(row.Values, scale, sums[..row.Values.Length]);
        else
            SparseAddScaled(row.Indices, row.Values, scale, sums);
    }

    /// <summary>Σ x_j w_j in float64.</summary>
    internal static double ExactDot(in FeatureRow row, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int at = 0; at < row.Values.Length; at++)
            sum += (double)row.Values[at] * weights[row.IsDense ? at : row.Indices[at]];
        return sum;
    }

    /// <summary>Σ x_j².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SquaredLength(in FeatureRow row)
    {
        ref float x = ref MemoryMarshal.GetReference(row.Values);
        Vector256<float> squares = default;
        int at = 0;
        for (; at <= row.Values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var values = Vector256.LoadUnsafe(ref x, (nuint)at);
            squares += values * values;
        }

        float sum = Vector256.Sum(squares);
        for (; at < row.Values.Length; at++)
            sum += Unsafe.Add(ref x, at) * Unsafe.Add(ref x, at);
        return sum;
    }

    // Indices are checked when examples are read, against the number of features that the weights have.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SparseDot(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref int j = ref MemoryMarshal.GetReference(indices);
        float a = 0, b = 0, c = 0, d = 0;
        int at = 0;
        for (; at <= indices.Length - 4; at += 4)
        {
            a += Unsafe.Add(ref x, at) * Unsafe.Add(ref w, Unsafe.Add(ref j, at));
            b += Unsafe.Add(ref x, at + 1) * Unsafe.Add(ref w, Unsafe.Add(ref j, at + 1));
            c += Unsafe.Add(ref x, at + 2) * Unsafe.Add(ref w, Unsafe.Add(ref j, at + 2));
            d += Unsafe.Add(ref x, at + 3) * Unsafe.Add(ref w, Unsafe.Add(ref j, at + 3));
        }

        for (; at < indices.Length; at++)
            a += Unsafe.Add(ref x, at) * Unsafe.Add(ref w, Unsafe.Add(ref j, at));
        return (a + b) + (c + d);
    }

    // Values are widened by registers: one by one that takes longer than all the rest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SparseDot(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, ReadOnlySpan<double> sums)
    {
        ref double v = ref MemoryMarshal.GetReference(sums);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref int j = ref MemoryMarshal.GetReference(indices);
        Vector256<double> even = default, odd = default;
        int at = 0;
        for (; at <= indices.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)at));
            even += low * Gather(ref v, ref Unsafe.Add(ref j, at));
            odd += high * Gather(ref v, ref Unsafe.Add(ref j, at + Vector256<double>.Count));
        }

        double sum = Vector256.Sum(even + odd);
        for (; at < indices.Length; at++)
            sum += (double)Unsafe.Add(ref x, at) * Unsafe.Add(ref v, Unsafe.Add(ref j, at));
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SparseAddScaled(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, double scale, Span<double> sums)
    {
        ref double v = ref MemoryMarshal.GetReference(sums);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref int j = ref MemoryMarshal.GetReference(indices);
        Vector256<double> scales = Vector256.Create(scale);
        int at = 0;
        for (; at <= indices.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)at));
            Scatter(scales * low, ref v, ref Unsafe.Add(ref j, at));
            Scatter(scales * high, ref v, ref Unsafe.Add(ref j, at + Vector256<double>.Count));
        }

        for (; at < indices.Length; at++)
            Unsafe.Add(ref v, Unsafe.Add(ref j, at)) += scale * Unsafe.Add(ref x, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Gather(ref double v, ref int j) =>
        Vector256.Create(Unsafe.Add(ref v, j), Unsafe.Add(ref v, Unsafe.Add(ref j, 1)), Unsafe.Add(ref v, Unsafe.Add(ref j, 2)), Unsafe.Add(ref v, Unsafe.Add(ref j, 3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter(Vector256<double> added, ref double v, ref int j)
    {
        Unsafe.Add(ref v, j) += added[0];
        Unsafe.Add(ref v, Unsafe.Add(ref j, 1)) += added[1];
        Unsafe.Add(ref v, Unsafe.Add(ref j, 2)) += added[2];
        Unsafe.Add(ref v, Unsafe.Add(ref j, 3)) += added[3];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double DenseDot(ReadOnlySpan<float> values, ReadOnlySpan<double> sums)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref double v = ref MemoryMarshal.GetReference(sums);
        Vector256<double> even = default, odd = default;
        int at = 0;
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)at));
            even += low * Vector256.LoadUnsafe(ref v, (nuint)at);
            odd += high * Vector256.LoadUnsafe(ref v, (nuint)(at + Vector256<double>.Count));
        }

        double sum = Vector256.Sum(even + odd);
        for (; at < values.Length; at++)
            sum += (double)Unsafe.Add(ref x, at) * Unsafe.Add(ref v, at);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DenseAddScaled(ReadOnlySpan<float> values, double scale, Span<double> sums)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref double v = ref MemoryMarshal.GetReference(sums);
        Vector256<double> scales = Vector256.Create(scale);
        int at = 0;
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)at));
            (Vector256.LoadUnsafe(ref v, (nuint)at) + (scales * low)).StoreUnsafe(ref v, (nuint)at);
            (Vector256.LoadUnsafe(ref v, (nuint)(at + Vector256<double>.Count)) + (scales * high)).StoreUnsafe(ref v, (nuint)(at + Vector256<double>.Count));
        }

        for (; at < values.Length; at++)
            Unsafe.Add(ref v, at) += scale * Unsafe.Add(ref x, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SparseAddScaled(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, float scale, Span<float> weights)
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref int j = ref MemoryMarshal.GetReference(indices);
        for (int at = 0; at < indices.Length; at++)
            Unsafe.Add(ref w, Unsafe.Add(ref j, at)) += scale * Unsafe.Add(ref x, at);
    }
}
