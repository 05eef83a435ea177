namespace Distributed.Simulation;

/// <summary>Virtual time: whole nanoseconds.</summary>
internal static class Nanoseconds
{
    internal const double PerSecond = 1e9;

    // Three years: far beyond any run, and far from overflow when added up.
    private const double Most = 1e17;

    /// <summary>The nearest whole number of nanoseconds, at least 0.</summary>
    internal static long From(double time) => (long)Math.Clamp(Math.Floor(time + 0.5), 0, Most);

    /// <summary>How long so many bytes take; none if the bandwidth has no limit.</summary>
    internal static long ToSend(long bytes, double bytesPerSecond) =>
        double.IsPositiveInfinity(bytesPerSecond) ? 0 : From(bytes / bytesPerSecond * PerSecond);
}
