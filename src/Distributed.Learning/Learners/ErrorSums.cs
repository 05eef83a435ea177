using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>Σ e², in double, lane by lane so that additions need not wait for one another.</summary>
internal struct ErrorSums
{
    private Vector128<double> _low, _high;
    private double _single;

    internal readonly double Total => Vector128.Sum(_low + _high) + _single;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(Vector128<float> errors)
    {
        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(errors);
        _low += low * low;
        _high += high * high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(float error) => _single += (double)error * error;
}
