namespace Distributed.Simulation;

/// <summary>The middle of some numbers; of an even count the mean of the two in the middle.</summary>
internal static class Median
{
    internal static double Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        double low = sorted[(sorted.Length - 1) / 2], high = sorted[sorted.Length / 2];
        return low == high ? low : (low + high) / 2;
    }
}
