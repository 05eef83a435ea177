using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Simulation;

/// <summary>
/// Sums in an order that is the same on any machine: four side by side, each a multiplication and then an addition, which hardware of every kind
/// rounds alike, and software, too.
/// </summary>
internal static class LaneSums
{
    private const int Lanes = 4;

    /// <summary>The dot product.</summary>
    internal static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        y = y[..x.Length];
        ReadOnlySpan<Vector128<float>> xs = MemoryMarshal.Cast<float, Vector128<float>>(x), ys = MemoryMarshal.Cast<float, Vector128<float>>(y);
        Vector128<float> sums = Vector128<float>.Zero;
        for (int i = 0; i < xs.Length; i++)
            sums += xs[i] * ys[i];
        float a = sums[0];
        for (int i = xs.Length * Lanes; i < x.Length; i++)
            a += x[i] * y[i];
        return (a + sums[1]) + (sums[2] + sums[3]);
    }

    /// <summary>Adds a multiple of some numbers to others.</summary>
    internal static void AddTo(Span<float> sums, float factor, ReadOnlySpan<float> x)
    {
        sums = sums[..x.Length];
        Span<Vector128<float>> wide = MemoryMarshal.Cast<float, Vector128<float>>(sums);
        ReadOnlySpan<Vector128<float>> xs = MemoryMarshal.Cast<float, Vector128<float>>(x);
        Vector128<float> factors = Vector128.Create(factor);
        for (int i = 0; i < xs.Length; i++)
            wide[i] += factors * xs[i];
        for (int i = xs.Length * Lanes; i < x.Length; i++)
            sums[i] += factor * x[i];
    }
}
