namespace ParameterStore;

/// <summary><see cref="ClockTimeModel.Measured"/>: of m times in ascending order T₍ₖ:ₙ₎ is at most the j-th where at least k of n draws are.</summary>
internal sealed class MeasuredClockTimes(double[] sortedTimes) : ClockTimeModel
{
    private const double Negligible = 1e-20;

    private protected override double Expected(int k, int n)
    {
        double time = sortedTimes[0];
        for (int j = 1; j < sortedTimes.Length; j++)
            if (sortedTimes[j] > sortedTimes[j - 1])
                time += (sortedTimes[j] - sortedTimes[j - 1]) * (1 - AtLeast(k, n, j / (double)sortedTimes.Length));
        return time;
    }

    /// <summary>The probability of at least k successes in n draws, for 0 &lt; p &lt; 1.</summary>
    /// <remarks>Sums the ratios to the most likely number, outward from it until nothing more counts: nothing underflows, and no logarithm is needed.</remarks>
    private static double AtLeast(int k, int n, double p)
    {
        int mode = Math.Min(n, (int)((n + 1) * p));
        double odds = p / (1 - p);
        double all = 1, enough = mode >= k ? 1 : 0;
        double ratio = 1;
        for (int i = mode; i < n && ratio > all * Negligible; i++)
        {
            ratio *= (n - i) / (i + 1.0) * odds;
            all += ratio;
            enough += i + 1 >= k ? ratio : 0;
        }

        ratio = 1;
        for (int i = mode; i > 0 && ratio > all * Negligible; i--)
        {
            ratio *= i / (n - i + 1.0) / odds;
            all += ratio;
            enough += i - 1 >= k ? ratio : 0;
        }

        return enough / all;
    }
}
