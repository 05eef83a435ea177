using System.Globalization;

namespace Distributed.Learning;

/// <summary>
/// What a linear training keeps of features, beside the examples: tables, workers' copies of them and sums in float64. About, as measured; so that data with more features than the
/// machine's memory can follow are refused at once, not by the system in the midst of it.
/// </summary>
public static class FeatureMemory
{
    /// <summary>The bytes that this process may use, as the runtime sees them.</summary>
    internal static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>About how many bytes a training keeps of all features.</summary>
    /// <param name="method">How it trains.</param>
    /// <param name="objective">What it minimizes.</param>
    /// <param name="features">How many features, ≥ 1.</param>
    /// <param name="workers">Workers in this process, ≥ 1.</param>
    public static long BytesOf(LinearMethod method, LinearObjective objective, long features, int workers)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(objective);
        (int fixedBytes, int ofWorker) = method switch
        {
            DualMethod => (25, 18),
            LassoMethod => (130, 8),
            GradientMethod gradient when gradient.CountsPenalties(objective) => (65, 35),
            _ => (30, 18),
        };
        double bytes = (double)features * objective.Classes * (fixedBytes + ((double)ofWorker * workers));
        return bytes < long.MaxValue ? (long)bytes : long.MaxValue;
    }

    /// <summary>What is wrong with so many features; null if they fit.</summary>
    /// <param name="what">Whose features they are, to begin the text with.</param>
    /// <param name="bytes">What they need, by <see cref="BytesOf"/>.</param>
    /// <param name="features">How many there are.</param>
    /// <param name="available">The bytes that may be used; null: what the runtime says.</param>
    public static string? Fault(string what, long bytes, long features, long? available = null)
    {
        long most = available ?? Available;
        return bytes <= most
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} has {features} features, of which training would keep about {Mebibytes(bytes)} MiB beside the examples, but this process may use {Mebibytes(most)} MiB; hash the features to fewer bits, leave out rare ones, or use fewer workers or a machine with more memory.");
    }

    private static long Mebibytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
