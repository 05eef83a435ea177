using System.Diagnostics;

namespace Benchmarks;

/// <summary>How long the gate takes: from the moment at which a clock's last commit was acknowledged to its pusher until the process that waited for it was let through.</summary>
internal sealed class GateTimes(ChildGroup group)
{
    private const int WarmUpClocks = 100, Clocks = 300;

    private readonly List<double> _milliseconds = [];

    /// <summary>In milliseconds; below 0 where the waiter heard of the commit before its pusher did.</summary>
    public double P50 => Median.Of(_milliseconds);

    /// <inheritdoc cref="P50"/>
    public double P99 => Median.Quantile(_milliseconds, 0.99);

    public void WarmUp() => group.RunForTimes(WarmUpClocks);

    public void Run()
    {
        long[][] times = group.RunForTimes(Clocks);
        for (int clock = 1; clock < Clocks; clock++)
        {
            int last = (clock - 1) % times.Length;
            long acknowledged = times[last][Clocks + clock - 1];
            for (int waiter = 0; waiter < times.Length; waiter++)
                if (waiter != last)
                    _milliseconds.Add(1000.0 * (times[waiter][clock] - acknowledged) / Stopwatch.Frequency);
        }
    }
}
