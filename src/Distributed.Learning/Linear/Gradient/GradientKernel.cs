using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>
/// Products of examples and weights. Rows that hold all features go four at once, so that weights and gradients are read once for four of them; eight
/// lanes, each a chain of fused operations, so that the bits are the same on every machine and do not depend on a row's neighbours.
/// </summary>
internal static class GradientKernel
{
    internal const int Lanes = 8;

    private const int Together = 4;

    /// <summary>Of some examples in a row the margin x·w + bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Margins(LinearShards examples, int first, ReadOnlySpan<float> weights, float bias, Span<float> margins)
    {
        int i = 0;
        for (; i <= margins.Length - Together; i += Together)
        {
            FeatureRow a = examples.Row(first + i), b = examples.Row(first + i + 1), c = examples.Row(first + i + 2), d = examples.Row(first + i + 3);
            if (a.IsDense & b.IsDense & c.IsDense & d.IsDense)
            {
                DenseDots(a.Values, b.Values, c.Values, d.Values, weights, margins[i..]);
                continue;
            }

            margins[i] = Dot(a, weights);
            margins[i + 1] = Dot(b, weights);
            margins[i + 2] = Dot(c, weights);
            margins[i + 3] = Dot(d, weights);
        }

        for (; i < margins.Length; i++)
            margins[i] = Dot(examples.Row(first + i), weights);
        foreach (ref float margin in margins)
            margin += bias;
    }

    /// <summary>gradient += Σ slope x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddScaled(LinearShards examples, int first, ReadOnlySpan<float> slopes, Span<float> gradient)
    {
        int i = 0;
        for (; i <= slopes.Length - Together; i += Together)
        {
            FeatureRow a = examples.Row(first + i), b = examples.Row(first + i + 1), c = examples.Row(first + i + 2), d = examples.Row(first + i + 3);
            if (a.IsDense & b.IsDense & c.IsDense & d.IsDense)
            {
                AddDense(a.Values, b.Values, c.Values, d.Values, slopes[i..], gradient);
                continue;
            }

            AddScaled(a, slopes[i], gradient);
            AddScaled(b, slopes[i + 1], gradient);
            AddScaled(c, slopes[i + 2], gradient);
            AddScaled(d, slopes[i + 3], gradient);
        }

        for (; i < slopes.Length; i++)
            AddScaled(examples.Row(first + i), slopes[i], gradient);
    }

    /// <summary>x·w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Dot(in FeatureRow row, ReadOnlySpan<float> weights)
    {
        if (!row.IsDense)
            return RowKernel.Dot(row, weights);
        ReadOnlySpan<float> values = row.Values;
        ref float x = ref MemoryMarshal.GetReference(values), w = ref MemoryMarshal.GetReference(weights[..values.Length]);
        Vector256<float> sum = Vector256<float>.Zero;
        int whole = values.Length - (values.Length % Lanes);
        for (nuint j = 0; j < (nuint)whole; j += Lanes)
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, j), Vector256.LoadUnsafe(ref w, j), sum);
        float rest = SumOf(sum);
        for (int j = whole; j < values.Length; j++)
            rest = MathF.FusedMultiplyAdd(Unsafe.Add(ref x, j), Unsafe.Add(ref w, j), rest);
        return rest;
    }

    /// <summary>gradient += slope x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddScaled(in FeatureRow row, float slope, Span<float> gradient)
    {
        if (slope == 0)
            return;
        if (!row.IsDense)
        {
            RowKernel.AddScaled(row, slope, gradient);
            return;
        }

        for (int j = 0; j < row.Values.Length; j++)
            gradient[j] = MathF.FusedMultiplyAdd(slope, row.Values[j], gradient[j]);
    }

    /// <summary>The sum of eight lanes, in one order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumOf(Vector256<float> lanes)
    {
        Vector128<float> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DenseDots(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, ReadOnlySpan<float> weights, Span<float> margins)
    {
        int length = a.Length, whole = length - (length % Lanes);
        ref float xa = ref MemoryMarshal.GetReference(a), xb = ref MemoryMarshal.GetReference(b[..length]), xc = ref MemoryMarshal.GetReference(c[..length]), xd = ref MemoryMarshal.GetReference(d[..length]);
        ref float w = ref MemoryMarshal.GetReference(weights[..length]);
        Vector256<float> sumA = Vector256<float>.Zero, sumB = sumA, sumC = sumA, sumD = sumA;
        for (nuint j = 0; j < (nuint)whole; j += Lanes)
        {
            Vector256<float> weight = Vector256.LoadUnsafe(ref w, j);
            sumA = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xa, j), weight, sumA);
            sumB = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xb, j), weight, sumB);
            sumC = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xc, j), weight, sumC);
            sumD = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref xd, j), weight, sumD);
        }

        float restA = SumOf(sumA), restB = SumOf(sumB), restC = SumOf(sumC), restD = SumOf(sumD);
        for (int j = whole; j < length; j++)
        {
            float weight = Unsafe.Add(ref w, j);
            restA = MathF.FusedMultiplyAdd(Unsafe.Add(ref xa, j), weight, restA);
            restB = MathF.FusedMultiplyAdd(Unsafe.Add(ref xb, j), weight, restB);
            restC = MathF.FusedMultiplyAdd(Unsafe.Add(ref xc, j), weight, restC);
            restD = MathF.FusedMultiplyAdd(Unsafe.Add(ref xd, j), weight, restD);
        }

        (margins[0], margins[1], margins[2], margins[3]) = (restA, restB, restC, restD);
    }

    // In the order of the rows, as though each were alone.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDense(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, ReadOnlySpan<float> slopes, Span<float> gradient)
    {
        int length = a.Length, whole = length - (length % Lanes);
        ref float xa = ref MemoryMarshal.GetReference(a), xb = ref MemoryMarshal.GetReference(b[..length]), xc = ref MemoryMarshal.GetReference(c[..length]), xd = ref MemoryMarshal.GetReference(d[..length]);
        ref float g = ref MemoryMarshal.GetReference(gradient[..length]);
        (float slopeA, float slopeB, float slopeC, float slopeD) = (slopes[0], slopes[1], slopes[2], slopes[3]);
        Vector256<float> byA = Vector256.Create(slopeA), byB = Vector256.Create(slopeB), byC = Vector256.Create(slopeC), byD = Vector256.Create(slopeD);
        for (nuint j = 0; j < (nuint)whole; j += Lanes)
        {
            Vector256<float> sum = Vector256.FusedMultiplyAdd(byA, Vector256.LoadUnsafe(ref xa, j), Vector256.LoadUnsafe(ref g, j));
            sum = Vector256.FusedMultiplyAdd(byB, Vector256.LoadUnsafe(ref xb, j), sum);
            sum = Vector256.FusedMultiplyAdd(byC, Vector256.LoadUnsafe(ref xc, j), sum);
            Vector256.FusedMultiplyAdd(byD, Vector256.LoadUnsafe(ref xd, j), sum).StoreUnsafe(ref g, j);
        }

        for (int j = whole; j < length; j++)
        {
            float sum = MathF.FusedMultiplyAdd(slopeA, Unsafe.Add(ref xa, j), Unsafe.Add(ref g, j));
            sum = MathF.FusedMultiplyAdd(slopeB, Unsafe.Add(ref xb, j), sum);
            sum = MathF.FusedMultiplyAdd(slopeC, Unsafe.Add(ref xc, j), sum);
            Unsafe.Add(ref g, j) = MathF.FusedMultiplyAdd(slopeD, Unsafe.Add(ref xd, j), sum);
        }
    }
}
