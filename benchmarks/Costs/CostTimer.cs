namespace Benchmarks;

/// <summary>Processor time, the least of some short runs after one that nobody counts: what else runs on the machine counts little.</summary>
internal static class CostTimer
{
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(100);

    /// <summary>Nanoseconds of a call over what it did.</summary>
    /// <param name="call">Is repeated until a run is long enough.</param>
    /// <param name="things">Things that a call does.</param>
    /// <param name="rounds">Runs.</param>
    public static double Ns(Action call, double things, int rounds)
    {
        Run(call, things);
        return Enumerable.Range(0, rounds).Min(_ => Run(call, things));
    }

    private static double Run(Action call, double things)
    {
        TimeSpan began = Environment.CpuUsage.TotalTime;
        int calls = 0;
        do
        {
            call();
            calls++;
        }
        while (Environment.CpuUsage.TotalTime - began < _least);
        return (Environment.CpuUsage.TotalTime - began).TotalNanoseconds / calls / things;
    }
}
