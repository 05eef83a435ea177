using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>Which values a factor may have.</summary>
internal interface ISign
{
    static abstract TLanes Project<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Any.</summary>
internal readonly struct AnySign : ISign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Project<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes> => lanes;
}

/// <summary>At least 0: the nearest such value replaces one that is not.</summary>
internal readonly struct NonNegativeSign : ISign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Project<TLanes>(TLanes lanes)
        where TLanes : struct, ILanes<TLanes> => TLanes.Positive(lanes);
}
