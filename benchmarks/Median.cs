namespace Benchmarks;

internal static class Median
{
    public static double Of(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <summary>The value below which a part of all lies; the nearest that was measured.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
    }
}
