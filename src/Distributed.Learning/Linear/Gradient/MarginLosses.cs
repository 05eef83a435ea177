using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Distributed.Learning;

/// <summary>φ(m) = log(1 + e^(−y m)): with e = e^(−|m|), whatever the margin, nothing overflows.</summary>
internal readonly struct LogisticMarginLoss : IMarginLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Follow(Span<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        ref float m = ref MemoryMarshal.GetReference(margins), y = ref MemoryMarshal.GetReference(labels[..margins.Length]), c = ref MemoryMarshal.GetReference(weights[..margins.Length]);
        Vector256<float> one = Vector256<float>.One, sum = Vector256<float>.Zero;
        for (nuint i = 0; i + GradientKernel.Lanes <= (nuint)margins.Length; i += GradientKernel.Lanes)
        {
            Vector256<float> label = Vector256.LoadUnsafe(ref y, i), weight = Vector256.LoadUnsafe(ref c, i), score = Vector256.LoadUnsafe(ref m, i) * label;
            Vector256<float> e = Vector256.Exp(Vector256<float>.Zero - Vector256.Abs(score)), share = one / (one + e);
            sum += weight * (Vector256.Max(Vector256<float>.Zero - score, Vector256<float>.Zero) + Vector256.Log(one + e));
            Vector256<float> wrong = Vector256.ConditionalSelect(Vector256.LessThan(score, Vector256<float>.Zero), share, e * share);
            (Vector256<float>.Zero - (weight * label * wrong)).StoreUnsafe(ref m, i);
        }

        return GradientKernel.SumOf(sum);
    }
}

/// <summary>φ(m) = ½ (m − y)².</summary>
internal readonly struct SquaredMarginLoss : IMarginLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Follow(Span<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            float error = margins[i] - labels[i];
            margins[i] = weights[i] * error;
            sum += 0.5 * weights[i] * error * error;
        }

        return sum;
    }
}

/// <summary>φ(m) = ½ r² where |r| = |m − y| is at most δ, and δ (|r| − ½ δ) beyond.</summary>
/// <param name="delta">δ, &gt; 0.</param>
internal readonly struct HuberMarginLoss(float delta) : IMarginLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Follow(Span<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            float error = margins[i] - labels[i], slope = Math.Clamp(error, -delta, delta);
            margins[i] = weights[i] * slope;
            sum += weights[i] * slope * (error - (0.5 * slope));
        }

        return sum;
    }
}

/// <summary>φ(m) = max(0, 1 − y m), with a quadratic over a stretch γ before the corner; 0: none.</summary>
/// <param name="gamma">γ, ≥ 0.</param>
internal readonly struct HingeMarginLoss(float gamma) : IMarginLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Follow(Span<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            float missing = 1 - (labels[i] * margins[i]);
            float share = missing <= 0 ? 0 : missing < gamma ? missing / gamma : 1;
            margins[i] = -weights[i] * labels[i] * share;
            sum += weights[i] * share * (missing - (0.5 * gamma * share));
        }

        return sum;
    }
}
