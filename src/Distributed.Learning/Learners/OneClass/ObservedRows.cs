using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>Sums over the rows that one row is observed with, four at a time.</summary>
internal static class ObservedRows<TLanes, TRounding>
    where TLanes : struct, ILanes<TLanes>
    where TRounding : struct, IRounding
{
    /// <summary>y += scale · Σ q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(float scale, ReadOnlySpan<int> observed, ReadOnlySpan<float> rows, Span<float> y)
    {
        ref float target = ref MemoryMarshal.GetReference(y);
        TLanes factor = TLanes.Create(scale);
        foreach (int row in observed)
        {
            ref float q = ref Row(rows, row, y.Length);
            for (nint c = 0; c < y.Length; c += FactorLayout.Lanes)
                TLanes.Store(TRounding.MultiplyAdd(factor, TLanes.Load(ref q, c), TLanes.Load(ref target, c)), ref target, c);
        }
    }

    /// <summary>y += scale · Σ (q·x) q.</summary>
    /// <returns>Σ q·x and Σ (q·x)².</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (double Scores, double Squares) AddScored(
        float scale, ReadOnlySpan<float> x, ReadOnlySpan<int> observed, ReadOnlySpan<float> rows, Span<float> y)
    {
        ref float source = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(y);
        Vector128<double> scores = default, squares = default;
        int at = 0;
        for (; at <= observed.Length - 4; at += 4)
        {
            ref float q0 = ref Row(rows, observed[at], y.Length);
            ref float q1 = ref Row(rows, observed[at + 1], y.Length);
            ref float q2 = ref Row(rows, observed[at + 2], y.Length);
            ref float q3 = ref Row(rows, observed[at + 3], y.Length);
            TLanes d0 = default, d1 = default, d2 = default, d3 = default;
            for (nint c = 0; c < y.Length; c += FactorLayout.Lanes)
            {
                TLanes v = TLanes.Load(ref source, c);
                d0 = TRounding.MultiplyAdd(v, TLanes.Load(ref q0, c), d0);
                d1 = TRounding.MultiplyAdd(v, TLanes.Load(ref q1, c), d1);
                d2 = TRounding.MultiplyAdd(v, TLanes.Load(ref q2, c), d2);
                d3 = TRounding.MultiplyAdd(v, TLanes.Load(ref q3, c), d3);
            }

            Vector128<float> dots = Quad.Sum(TLanes.Fold(d0), TLanes.Fold(d1), TLanes.Fold(d2), TLanes.Fold(d3));
            (Vector128<double> low, Vector128<double> high) = Vector128.Widen(dots);
            scores += low + high;
            squares += (low * low) + (high * high);
            dots *= scale;
            TLanes s0 = TLanes.Create(dots[0]), s1 = TLanes.Create(dots[1]), s2 = TLanes.Create(dots[2]), s3 = TLanes.Create(dots[3]);
            for (nint c = 0; c < y.Length; c += FactorLayout.Lanes)
            {
                TLanes sum = TRounding.MultiplyAdd(s0, TLanes.Load(ref q0, c), TLanes.Load(ref target, c));
                sum = TRounding.MultiplyAdd(s1, TLanes.Load(ref q1, c), sum);
                sum = TRounding.MultiplyAdd(s2, TLanes.Load(ref q2, c), sum);
                TLanes.Store(TRounding.MultiplyAdd(s3, TLanes.Load(ref q3, c), sum), ref target, c);
            }
        }

        double score = Vector128.Sum(scores), square = Vector128.Sum(squares);
        for (; at < observed.Length; at++)
        {
            ReadOnlySpan<float> q = rows.Slice(observed[at] * y.Length, y.Length);
            float dot = LaneVectors<TLanes, TRounding>.Dot(q, x);
            LaneVectors<TLanes, TRounding>.Add(scale * dot, q, y);
            score += dot;
            square += (double)dot * dot;
        }
        return (score, square);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float Row(ReadOnlySpan<float> rows, int row, int columns) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), (nint)row * columns);
}
