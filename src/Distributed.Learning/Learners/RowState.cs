using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>A row of a state table. Both numbers are sums, so what several workers add to them adds up.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RowState
{
    /// <summary>The bias.</summary>
    internal float Bias;

    /// <summary>Squared errors so far, in units of the ratings' deviation.</summary>
    internal float Squares;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref RowState At(Span<float> table, int row) =>
        ref Unsafe.As<float, RowState>(ref Unsafe.Add(ref MemoryMarshal.GetReference(table), (nint)row * FactorLayout.StateColumns));
}
