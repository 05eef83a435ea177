namespace ParameterStore;

/// <summary>Progress of a loss against time, by additions, multiplications and divisions alone: all hosts must come to the same bits.</summary>
internal static class LossRate
{
    /// <summary>No progress is worse: the loss is no number, or it was none.</summary>
    public const double Worst = double.NegativeInfinity;

    private const int Terms = 40;
    private const double Least = 1e-300;

    /// <summary>ln(before / after) a second, both measured above a lower bound; <see cref="Worst"/> if a loss is not finite.</summary>
    /// <param name="before">The loss at the beginning.</param>
    /// <param name="after">The loss at the end.</param>
    /// <param name="floor">What no loss can be under.</param>
    /// <param name="elapsed">From beginning to end, in nanoseconds.</param>
    public static double Of(double before, double after, double floor, long elapsed)
    {
        const double NanosecondsPerSecond = 1e9;
        if (!double.IsFinite(before) || !double.IsFinite(after))
            return Worst;
        double ratio = LogOfRatio(Math.Max(before - floor, Least), Math.Max(after - floor, Least));
        return ratio * NanosecondsPerSecond / Math.Max(1, elapsed);
    }

    /// <summary>ln(a / b) for positive numbers: 2 artanh((a − b) / (a + b)), by its series where that is short, and by roots of the ratio before.</summary>
    internal static double LogOfRatio(double a, double b)
    {
        const double FarApart = 2;
        double ratio = a / b, scale = 2;

        // The smallest and the largest ratio of two finite numbers are left: no logarithm of a window is worth telling them apart.
        ratio = Math.Clamp(ratio, Least, 1 / Least);
        for (; ratio is > FarApart or < 1 / FarApart; scale *= 2)
            ratio = Math.Sqrt(ratio);
        double z = (ratio - 1) / (ratio + 1), power = z, sum = 0;
        for (int term = 1; term < Terms; term += 2, power *= z * z)
            sum += power / term;
        return scale * sum;
    }
}
