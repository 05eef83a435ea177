namespace ParameterStore;

/// <summary>What <see cref="GradientFold"/> computes, one value at a time: its reference, and its last values.</summary>
internal static class ScalarGradientFold
{
    /// <summary>Keeps divisors from zero.</summary>
    internal const float RootLeast = 1e-8f;

    internal static void AdaGrad(Span<float> rows, Span<float> squares, ReadOnlySpan<float> deltas, float weight, float rate)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            float delta = deltas[i] * weight;
            squares[i] += delta * delta;
            rows[i] += delta * rate / (MathF.Sqrt(squares[i]) + RootLeast);
        }
    }

    internal static void CompositeAdaGrad(Span<float> rows, Span<float> squares, ReadOnlySpan<float> deltas, float weight, float rate, float penalty)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            float delta = deltas[i] * weight;
            squares[i] += delta * delta;

            // No gradient has a say on it yet, and without one there is no scale to shrink it by.
            if (squares[i] == 0)
                continue;
            float root = MathF.Sqrt(squares[i]) + RootLeast, row = rows[i] + (delta * rate / root), by = penalty / root;
            rows[i] = MathF.Abs(row) <= by ? 0 : row - MathF.CopySign(by, row);
        }
    }

    internal static void Ftrl(Span<float> rows, Span<float> sums, Span<float> squares, ReadOnlySpan<float> deltas, float weight, in FtrlStep step)
    {
        float startSlope = (step.Beta / step.Alpha) + step.StartL2;
        for (int i = 0; i < rows.Length; i++)
        {
            float row = rows[i], n = squares[i], delta = deltas[i] * weight;
            float z = n == 0 && sums[i] == 0 && row != 0 ? 0 - ((row * startSlope) + MathF.CopySign(step.StartL1, row)) : sums[i];
            float square = n + (delta * delta), root = MathF.Sqrt(square);
            z -= delta + ((root - MathF.Sqrt(n)) / step.Alpha * row);
            sums[i] = z;
            squares[i] = square;
            rows[i] = MathF.Abs(z) <= step.L1 ? 0 : 0 - ((z - MathF.CopySign(step.L1, z)) / (((step.Beta + root) / step.Alpha) + step.L2));
        }
    }

    internal static void Adam(Span<float> rows, Span<float> means, Span<float> squares, ReadOnlySpan<float> deltas, float weight, in AdamStep step)
    {
        float new1 = 1 - step.Beta1, new2 = 1 - step.Beta2;
        for (int i = 0; i < rows.Length; i++)
        {
            float delta = deltas[i] * weight;
            means[i] = (means[i] * step.Beta1) + (delta * new1);
            squares[i] = (squares[i] * step.Beta2) + (delta * delta * new2);
            rows[i] += means[i] / step.Gathered1 * step.Rate / (MathF.Sqrt(squares[i] / step.Gathered2) + RootLeast);
        }
    }
}
