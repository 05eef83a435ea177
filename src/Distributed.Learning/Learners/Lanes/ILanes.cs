using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>
/// Sixteen floats, whatever registers the processor has for them. Every operation acts on each lane alone, and <see cref="Fold"/> adds lanes in
/// one order, so that all widths give the same bits as long as nothing is fused.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Whether the processor has such registers.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>Sixteen values from memory.</summary>
    static abstract TSelf Load(ref readonly float source, nint offset);

    /// <summary>Sixteen values to memory.</summary>
    static abstract void Store(TSelf lanes, ref float target, nint offset);

    /// <summary>The products.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>left × right + addend, rounded twice.</summary>
    static abstract TSelf MultiplyThenAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>left × right + addend, rounded once where the processor does that at no cost.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The lanes that are above 0; 0 in place of the others.</summary>
    static abstract TSelf Positive(TSelf lanes);

    /// <summary>Lane l of the result is (x[l] + x[l + 8]) + (x[l + 4] + x[l + 12]).</summary>
    static abstract Vector128<float> Fold(TSelf lanes);
}
