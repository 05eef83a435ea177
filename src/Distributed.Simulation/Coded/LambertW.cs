namespace Distributed.Simulation;

/// <summary>The lower branch W₋₁ of the inverse of w·eʷ, on −1/e ≤ x &lt; 0, where it is at most −1.</summary>
internal static class LambertW
{
    private const int StepsMax = 100;
    private const double Precision = 1e-15;

    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    internal static double Lower(double x)
    {
        if (!(x is < 0 and >= -0.36787944117144233))
            throw new ArgumentOutOfRangeException(nameof(x), x, "W₋₁ is defined from −1/e to below 0.");

        // With w = −v: v − ln v = −ln(−x) =: y ≥ 1 and v ≥ 1, where the left side is convex and rises: from above Newton's steps only fall.
        double y = -ExactMath.Log(-x), v = y + 1 + ExactMath.Log(y + 1);
        for (int i = 0; i < StepsMax && v > 1; i++)
        {
            double step = (v - ExactMath.Log(v) - y) / (1 - (1 / v));
            v = Math.Max(1, v - step);
            if (step <= Precision * v)
                break;
        }

        return -v;
    }
}
