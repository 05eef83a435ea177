using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParameterStore;

/// <summary>
/// The loops of the folds: pure functions, the same in every store, so that one order of commits gives one result to the bit. Eight values at once, the
/// rest by <see cref="ScalarRowFold"/>. Every operation is rounded by itself (none is fused), so that every machine gets the same bits.
/// </summary>
internal static class RowFold
{
    private const int Lanes = 8;

    /// <summary>row += weight × delta, rounded after the product and after the sum.</summary>
    internal static void Add(Span<float> rows, ReadOnlySpan<float> deltas, float weight)
    {
        if (weight == 1)
            TensorPrimitives.Add(rows, deltas, rows);
        else
            TensorPrimitives.MultiplyAdd(deltas, weight, rows, rows);
    }

    /// <summary>velocity = μ × velocity + weight × delta; row += velocity.</summary>
    internal static void Momentum(Span<float> rows, Span<float> velocities, ReadOnlySpan<float> deltas, float weight, float mu)
    {
        int whole = Whole(rows.Length, velocities.Length, deltas.Length, deltas.Length);
        ref float x = ref MemoryMarshal.GetReference(rows), v = ref MemoryMarshal.GetReference(velocities), d = ref MemoryMarshal.GetReference(deltas);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> velocity = (Vector256.LoadUnsafe(ref v, i) * mu) + (Vector256.LoadUnsafe(ref d, i) * weight);
            velocity.StoreUnsafe(ref v, i);
            (Vector256.LoadUnsafe(ref x, i) + velocity).StoreUnsafe(ref x, i);
        }

        ScalarRowFold.Momentum(rows[whole..], velocities[whole..], deltas[whole..], weight, mu);
    }

    /// <summary>row += d − ratio × d² × (row − pulled), d = weight × delta.</summary>
    internal static void DelayCompensated(Span<float> rows, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, float ratio)
    {
        int whole = Whole(rows.Length, deltas.Length, pulled.Length, pulled.Length);
        ref float x = ref MemoryMarshal.GetReference(rows), d = ref MemoryMarshal.GetReference(deltas), p = ref MemoryMarshal.GetReference(pulled);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> row = Vector256.LoadUnsafe(ref x, i), delta = Vector256.LoadUnsafe(ref d, i) * weight;
            Vector256<float> correction = (delta * delta * ratio) * (row - Vector256.LoadUnsafe(ref p, i));
            (row + (delta - correction)).StoreUnsafe(ref x, i);
        }

        ScalarRowFold.DelayCompensated(rows[whole..], deltas[whole..], pulled[whole..], weight, ratio);
    }

    /// <summary>
    /// mean square = 0.95 × mean square + 0.05 × (d × 1/step)²; then as <see cref="DelayCompensated"/>, with ratio / √(mean square + 10⁻⁷).
    /// </summary>
    internal static void AdaptiveDelayCompensated(FoldRows rows, float weight, float ratio, float inverseStep)
    {
        int whole = Whole(rows.Values.Length, rows.State.Length, rows.Deltas.Length, rows.Pulled.Length);
        ref float x = ref MemoryMarshal.GetReference(rows.Values), s = ref MemoryMarshal.GetReference(rows.State);
        ref float d = ref MemoryMarshal.GetReference(rows.Deltas), p = ref MemoryMarshal.GetReference(rows.Pulled);
        Vector256<float> least = Vector256.Create(ScalarRowFold.MeanSquareLeast), strength = Vector256.Create(ratio);
        for (nuint i = 0; i < (nuint)whole; i += Lanes)
        {
            Vector256<float> row = Vector256.LoadUnsafe(ref x, i), delta = Vector256.LoadUnsafe(ref d, i) * weight, gradient = delta * inverseStep;
            Vector256<float> square = (Vector256.LoadUnsafe(ref s, i) * ScalarRowFold.MeanSquareKept) + (gradient * gradient * ScalarRowFold.MeanSquareNew);
            square.StoreUnsafe(ref s, i);
            Vector256<float> correction = (delta * delta * (strength / Vector256.Sqrt(square + least))) * (row - Vector256.LoadUnsafe(ref p, i));
            (row + (delta - correction)).StoreUnsafe(ref x, i);
        }

        ScalarRowFold.AdaptiveDelayCompensated(rows.Values[whole..], rows.State[whole..], rows.Deltas[whole..], rows.Pulled[whole..], weight, ratio, inverseStep);
    }

    /// <summary>How many values go eight at once. All spans have one length: what is read without a check is checked here.</summary>
    private static int Whole(int rows, int a, int b, int c)
    {
        if (a != rows || b != rows || c != rows)
            throw new InvalidOperationException($"A fold of {rows} values was given {a}, {b} and {c} beside them.");
        return Vector128.IsHardwareAccelerated ? rows - (rows % Lanes) : 0;
    }
}
