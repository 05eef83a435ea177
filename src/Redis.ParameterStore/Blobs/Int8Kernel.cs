using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Redis.ParameterStore;

/// <summary>
/// The loops of <see cref="Int8Rows"/>, over one row: 16 values at once, the rest by <see cref="ScalarInt8Kernel"/>. Products are rounded before they
/// are added (no fused operations), so that every machine gets the same bits.
/// </summary>
internal static class Int8Kernel
{
    private const int Step = 2 * Lanes, Lanes = 8;

    internal static float LargestSum(ReadOnlySpan<float> values, ReadOnlySpan<float> lost)
    {
        int whole = values.Length - (values.Length % Lanes);
        if (!Vector128.IsHardwareAccelerated || whole == 0)
            return ScalarInt8Kernel.LargestSum(values, lost);
        ref float v = ref MemoryMarshal.GetReference(values), r = ref MemoryMarshal.GetReference(lost);

        // As whole numbers, magnitudes are in the same order, and what is not finite is above all others.
        Vector256<int> magnitude = Vector256.Create(int.MaxValue), a = default, b = default;
        int i = 0;
        for (; i + (2 * Lanes) <= whole; i += 2 * Lanes)
        {
            a = Vector256.Max(a, (Vector256.LoadUnsafe(ref v, (nuint)i) + Vector256.LoadUnsafe(ref r, (nuint)i)).AsInt32() & magnitude);
            b = Vector256.Max(b, (Vector256.LoadUnsafe(ref v, (nuint)(i + Lanes)) + Vector256.LoadUnsafe(ref r, (nuint)(i + Lanes))).AsInt32() & magnitude);
        }
        if (i < whole)
            a = Vector256.Max(a, (Vector256.LoadUnsafe(ref v, (nuint)i) + Vector256.LoadUnsafe(ref r, (nuint)i)).AsInt32() & magnitude);
        float rest = ScalarInt8Kernel.LargestSum(values[whole..], lost[whole..]);
        return BitConverter.Int32BitsToSingle(Math.Max(BitConverter.SingleToInt32Bits(rest), Largest(Vector256.Max(a, b))));
    }

    internal static void Encode(ReadOnlySpan<float> values, Span<float> lost, Int8Scale scale, Span<sbyte> codes)
    {
        int whole = Vector128.IsHardwareAccelerated ? values.Length - (values.Length % Step) : 0;
        ref float v = ref MemoryMarshal.GetReference(values), r = ref MemoryMarshal.GetReference(lost);
        ref sbyte c = ref MemoryMarshal.GetReference(codes);
        Vector256<float> value = Vector256.Create(scale.Value), inverse = Vector256.Create(scale.Inverse);
        for (int i = 0; i < whole; i += Step)
        {
            Vector256<int> c0 = Code(ref v, ref r, i, value, inverse), c1 = Code(ref v, ref r, i + Lanes, value, inverse);
            Vector256<short> narrow = Vector256.Narrow(c0, c1);
            Vector128.Narrow(narrow.GetLower(), narrow.GetUpper()).StoreUnsafe(ref c, (nuint)i);
        }
        ScalarInt8Kernel.Encode(values[whole..], lost[whole..], scale, codes[whole..]);
    }

    internal static void Fold(Span<float> row, ReadOnlySpan<sbyte> codes, float scale, float weight)
    {
        int whole = Vector128.IsHardwareAccelerated ? row.Length - (row.Length % Step) : 0;
        ref float x = ref MemoryMarshal.GetReference(row);
        ref sbyte c = ref MemoryMarshal.GetReference(codes);
        Vector256<float> scales = Vector256.Create(scale), weights = Vector256.Create(weight);
        for (int i = 0; i < whole; i += Step)
        {
            Vector256<short> wide = Vector256.WidenLower(Vector128.LoadUnsafe(ref c, (nuint)i).ToVector256Unsafe());
            Add(ref x, i, Vector256.WidenLower(wide), scales, weights);
            Add(ref x, i + Lanes, Vector256.WidenUpper(wide), scales, weights);
        }
        ScalarInt8Kernel.Fold(row[whole..], codes[whole..], scale, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Code(ref float v, ref float r, int at, Vector256<float> scale, Vector256<float> inverse)
    {
        Vector256<float> rounder = Vector256.Create(Int8Scale.Rounder);
        Vector256<float> sum = Vector256.LoadUnsafe(ref v, (nuint)at) + Vector256.LoadUnsafe(ref r, (nuint)at);
        Vector256<float> rounded = (sum * inverse) + rounder;
        (sum - ((rounded - rounder) * scale)).StoreUnsafe(ref r, (nuint)at);
        return rounded.AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float x, int at, Vector256<int> codes, Vector256<float> scale, Vector256<float> weight) =>
        (Vector256.LoadUnsafe(ref x, (nuint)at) + (weight * (scale * Vector256.ConvertToSingle(codes)))).StoreUnsafe(ref x, (nuint)at);

    private static int Largest(Vector256<int> of)
    {
        Vector128<int> four = Vector128.Max(of.GetLower(), of.GetUpper());
        Vector128<int> two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Math.Max(two[0], two[1]);
    }
}
