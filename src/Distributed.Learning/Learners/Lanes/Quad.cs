using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>Sums of four floats in one order: (x[0] + x[2]) + (x[1] + x[3]).</summary>
internal static class Quad
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector128<float> x)
    {
        x += Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1));
        return x[0] + x[1];
    }

    /// <summary>The sums of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Sum(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) =>
        Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d));
}
