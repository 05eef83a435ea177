using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>How left × right + addend is rounded.</summary>
internal interface IRounding
{
    static abstract TLanes MultiplyAdd<TLanes>(TLanes left, TLanes right, TLanes addend)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Once, where the processor does that: fastest.</summary>
internal readonly struct FusedRounding : IRounding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes MultiplyAdd<TLanes>(TLanes left, TLanes right, TLanes addend)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyAdd(left, right, addend);
}

/// <summary>Twice, on every processor: the same bits everywhere.</summary>
internal readonly struct SeparateRounding : IRounding
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes MultiplyAdd<TLanes>(TLanes left, TLanes right, TLanes addend)
        where TLanes : struct, ILanes<TLanes> => TLanes.MultiplyThenAdd(left, right, addend);
}
