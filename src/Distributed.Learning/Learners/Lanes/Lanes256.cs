using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>Sixteen floats in two registers of 256 bits.</summary>
internal readonly struct Lanes256(Vector256<float> low, Vector256<float> high) : ILanes<Lanes256>
{
    private readonly Vector256<float> _low = low, _high = high;

    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float source, nint offset)
    {
        ref float at = ref Unsafe.Add(ref Unsafe.AsRef(in source), offset);
        return new(Vector256.LoadUnsafe(ref at), Vector256.LoadUnsafe(ref at, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 lanes, ref float target, nint offset)
    {
        ref float at = ref Unsafe.Add(ref target, offset);
        lanes._low.StoreUnsafe(ref at);
        lanes._high.StoreUnsafe(ref at, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Multiply(Lanes256 left, Lanes256 right) => new(left._low * right._low, left._high * right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyThenAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new((left._low * right._low) + addend._low, (left._high * right._high) + addend._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) => new(
        Vector256.MultiplyAddEstimate(left._low, right._low, addend._low), Vector256.MultiplyAddEstimate(left._high, right._high, addend._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Positive(Lanes256 lanes) => new(
        lanes._low & Vector256.GreaterThan(lanes._low, Vector256<float>.Zero), lanes._high & Vector256.GreaterThan(lanes._high, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Lanes256 lanes)
    {
        Vector256<float> halves = lanes._low + lanes._high;
        return halves.GetLower() + halves.GetUpper();
    }
}
