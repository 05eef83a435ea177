namespace ParameterStore;

/// <summary>Milliseconds, in which people write times, and the nanoseconds in which policies count.</summary>
internal static class Nanoseconds
{
    private const decimal PerMs = 1_000_000;

    /// <summary>The nearest whole number of nanoseconds.</summary>
    internal static long OfMs(double ms) => (long)Math.Round(ms * (double)PerMs);

    /// <summary>Exact, and without an exponent when written.</summary>
    internal static decimal ToMs(long nanoseconds) => nanoseconds / PerMs;
}
