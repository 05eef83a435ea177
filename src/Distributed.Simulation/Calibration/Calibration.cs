namespace Distributed.Simulation;

/// <summary>Models of time and network, fitted to the event log of a job: of a real one, or of a simulated one, to see what a fit is worth. Each seat's first clock is left out: it holds what a process does only once.</summary>
public sealed record Calibration
{
    /// <summary>What a clock counts as slow: at so many times its seat's median.</summary>
    public const double SlowFrom = 1.6;

    private const int NoiseDigits = 4;

    /// <summary>How long workers compute: the seats' medians as persistent classes, slow clocks apart, the others as lognormal noise.</summary>
    public required TimeModel Time { get; init; }

    /// <summary>Latency from the median time between a release and its pull; bandwidths without a limit, since they are in the latency.</summary>
    public required NetworkModel Network { get; init; }

    /// <summary>Seats that were fitted.</summary>
    public required int Workers { get; init; }

    /// <summary>Clocks that were fitted.</summary>
    public required int Clocks { get; init; }

    /// <summary>The measured times themselves, in multiples of <see cref="TimeModel.ClockNs"/>: for <see cref="TimeNoise.Trace"/>, where a fit hides too much.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Series { get; init; }

    /// <summary>Fits models to a log.</summary>
    /// <param name="log">At least one seat must have pushed three clocks, since the first does not count.</param>
    /// <exception cref="ArgumentException">Nothing in it can be fitted.</exception>
    public static Calibration Of(EventLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ClockTimes times = ClockTimes.Of(log);
        double[][] computed = [.. times.Computed.Values.Where(series => series.Count >= 2).Select(series => series.ToArray())];
        if (computed.Length == 0)
            throw new ArgumentException("The log holds no seat with two clocks after its first: nothing can be fitted.", nameof(log));
        long latency = times.Pulled.Count == 0 ? 0 : Nanoseconds.From(Median.Of(times.Pulled) / 2);
        double[] medians = [.. computed.Select(series => Median.Of(series))];

        double[] own = [.. medians.Select(Own)];
        double unit = Median.Of(own);
        double[] factors = [.. computed.SelectMany((series, seat) => series.Select(time => Own(time) / own[seat]))];
        double[] slow = [.. factors.Where(factor => factor >= SlowFrom)];
        (double slowMin, double slowMax) = slow.Length == 0 ? (2, 3) : Range(slow);
        return new()
        {
            Time = new()
            {
                ClockNs = Math.Max(1, Nanoseconds.From(unit)),
                Classes = [.. own.Select(median => median / unit)],
                Noise = TimeNoise.Lognormal(Math.Round(Math.Min(10, Spread([.. factors.Where(factor => factor < SlowFrom)])), NoiseDigits)),
                SlowShare = slow.Length / (double)factors.Length,
                SlowMin = slowMin,
                SlowMax = slowMax,
            },
            Network = new() { LatencyNs = latency },
            Workers = computed.Length,
            Clocks = factors.Length,
            Series = [.. computed.Select(series => (IReadOnlyList<double>)[.. series.Select(time => Own(time) / unit)])],
        };

        // A pull's request takes a latency and its answer one back, and so do a push and its acknowledgement; but messages are not all that a clock is.
        double Own(double time) => Math.Max(1, Math.Max(time / 10, time - (4.0 * latency)));
    }

    // The uniform distribution with the factors' mean and standard deviation: their extremes would grow with the length of the log.
    private static (double Min, double Max) Range(double[] factors)
    {
        double mean = factors.Average();
        double half = Math.Min(Math.Sqrt(3) * Spread(factors) * mean, mean - 1);
        return (mean - half, mean + half);
    }

    // The coefficient of variation.
    private static double Spread(double[] factors)
    {
        double mean = factors.Average();
        return factors.Length < 2 ? 0 : Math.Sqrt(factors.Sum(factor => (factor - mean) * (factor - mean)) / (factors.Length - 1)) / mean;
    }
}
