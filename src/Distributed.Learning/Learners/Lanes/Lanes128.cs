using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>Sixteen floats in four registers of 128 bits.</summary>
internal readonly struct Lanes128(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) : ILanes<Lanes128>
{
    private readonly Vector128<float> _a = a, _b = b, _c = c, _d = d;

    /// <summary>Always: where there are no registers, the runtime does without.</summary>
    public static bool IsSupported => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(float value)
    {
        Vector128<float> all = Vector128.Create(value);
        return new(all, all, all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float source, nint offset)
    {
        ref float at = ref Unsafe.Add(ref Unsafe.AsRef(in source), offset);
        return new(Vector128.LoadUnsafe(ref at), Vector128.LoadUnsafe(ref at, 4), Vector128.LoadUnsafe(ref at, 8), Vector128.LoadUnsafe(ref at, 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 lanes, ref float target, nint offset)
    {
        ref float at = ref Unsafe.Add(ref target, offset);
        lanes._a.StoreUnsafe(ref at);
        lanes._b.StoreUnsafe(ref at, 4);
        lanes._c.StoreUnsafe(ref at, 8);
        lanes._d.StoreUnsafe(ref at, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Multiply(Lanes128 left, Lanes128 right) =>
        new(left._a * right._a, left._b * right._b, left._c * right._c, left._d * right._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyThenAdd(Lanes128 left, Lanes128 right, Lanes128 addend) => new(
        (left._a * right._a) + addend._a,
        (left._b * right._b) + addend._b,
        (left._c * right._c) + addend._c,
        (left._d * right._d) + addend._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) => new(
        Vector128.MultiplyAddEstimate(left._a, right._a, addend._a),
        Vector128.MultiplyAddEstimate(left._b, right._b, addend._b),
        Vector128.MultiplyAddEstimate(left._c, right._c, addend._c),
        Vector128.MultiplyAddEstimate(left._d, right._d, addend._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Positive(Lanes128 lanes) => new(Positive(lanes._a), Positive(lanes._b), Positive(lanes._c), Positive(lanes._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Lanes128 lanes) => (lanes._a + lanes._c) + (lanes._b + lanes._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Positive(Vector128<float> values) => values & Vector128.GreaterThan(values, Vector128<float>.Zero);
}
