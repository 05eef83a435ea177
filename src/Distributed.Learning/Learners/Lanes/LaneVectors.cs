using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>Vectors of whole groups of lanes.</summary>
internal static class LaneVectors<TLanes, TRounding>
    where TLanes : struct, ILanes<TLanes>
    where TRounding : struct, IRounding
{
    /// <summary>x·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y);
        TLanes sum = default;
        for (nint c = 0; c < x.Length; c += FactorLayout.Lanes)
            sum = TRounding.MultiplyAdd(TLanes.Load(ref a, c), TLanes.Load(ref b, c), sum);
        return Quad.Sum(TLanes.Fold(sum));
    }

    /// <summary>y += scale · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(float scale, ReadOnlySpan<float> x, Span<float> y)
    {
        ref float a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y);
        TLanes factor = TLanes.Create(scale);
        for (nint c = 0; c < x.Length; c += FactorLayout.Lanes)
            TLanes.Store(TRounding.MultiplyAdd(factor, TLanes.Load(ref a, c), TLanes.Load(ref b, c)), ref b, c);
    }

    /// <summary>y = x + scale · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddTo(ReadOnlySpan<float> x, float scale, Span<float> y)
    {
        ref float a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y);
        TLanes factor = TLanes.Create(scale);
        for (nint c = 0; c < x.Length; c += FactorLayout.Lanes)
            TLanes.Store(TRounding.MultiplyAdd(factor, TLanes.Load(ref b, c), TLanes.Load(ref a, c)), ref b, c);
    }

    /// <summary>y += Σ scales[k] · matrix[k], for all rows k of a matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddRows(ReadOnlySpan<float> scales, ReadOnlySpan<float> matrix, Span<float> y)
    {
        ref float row = ref MemoryMarshal.GetReference(matrix), target = ref MemoryMarshal.GetReference(y);
        nint columns = y.Length;
        int k = 0;
        for (; k <= scales.Length - 4; k += 4)
        {
            TLanes s0 = TLanes.Create(scales[k]), s1 = TLanes.Create(scales[k + 1]), s2 = TLanes.Create(scales[k + 2]), s3 = TLanes.Create(scales[k + 3]);
            for (nint c = 0; c < columns; c += FactorLayout.Lanes)
            {
                TLanes sum = TRounding.MultiplyAdd(s0, TLanes.Load(ref row, c), TLanes.Load(ref target, c));
                sum = TRounding.MultiplyAdd(s1, TLanes.Load(ref row, columns + c), sum);
                sum = TRounding.MultiplyAdd(s2, TLanes.Load(ref row, (2 * columns) + c), sum);
                TLanes.Store(TRounding.MultiplyAdd(s3, TLanes.Load(ref row, (3 * columns) + c), sum), ref target, c);
            }
            row = ref Unsafe.Add(ref row, 4 * columns);
        }
        for (; k < scales.Length; k++)
            Add(scales[k], matrix.Slice(k * y.Length, y.Length), y);
    }
}
