namespace ParameterStore;

/// <summary>What <see cref="RowFold"/> computes, one value at a time: its reference, and its last values.</summary>
internal static class ScalarRowFold
{
    internal const float MeanSquareKept = 0.95f, MeanSquareNew = 0.05f, MeanSquareLeast = 1e-7f;

    internal static void Momentum(Span<float> rows, Span<float> velocities, ReadOnlySpan<float> deltas, float weight, float mu)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            velocities[i] = (velocities[i] * mu) + (deltas[i] * weight);
            rows[i] += velocities[i];
        }
    }

    internal static void DelayCompensated(Span<float> rows, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, float ratio)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            float delta = deltas[i] * weight;
            float correction = delta * delta * ratio * (rows[i] - pulled[i]);
            rows[i] += delta - correction;
        }
    }

    internal static void AdaptiveDelayCompensated(
        Span<float> rows, Span<float> meanSquares, ReadOnlySpan<float> deltas, ReadOnlySpan<float> pulled, float weight, float ratio, float inverseStep)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            float delta = deltas[i] * weight, gradient = delta * inverseStep;
            meanSquares[i] = (meanSquares[i] * MeanSquareKept) + (gradient * gradient * MeanSquareNew);
            float correction = delta * delta * (ratio / MathF.Sqrt(meanSquares[i] + MeanSquareLeast)) * (rows[i] - pulled[i]);
            rows[i] += delta - correction;
        }
    }
}
