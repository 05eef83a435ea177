using System.Globalization;
using Distributed.Learning;
using Distributed.Simulation;
using ParameterStore;

namespace Benchmarks;

/// <summary>Whether two threads, one of them slowed, wait for each other under SSP as the simulator says.</summary>
internal sealed class WaitBenchmark(TextWriter output)
{
    private const int Workers = 2;
    private const ulong Seed = 4;

    private static readonly int[] _staleness = [0, 1, 3];

    private static readonly (string Name, TimeModel Time)[] _cases =
    [
        ("half as fast", new() { Classes = [1, 2], Noise = TimeNoise.Lognormal(0.2), StartSpread = 0 }),
        ("at times slow", new() { Noise = TimeNoise.Trace([[1.2], [1, 1, 1, 1, 4]]), StartSpread = 0 }),
    ];

    public IReadOnlyList<WaitResult> Run(bool quick)
    {
        (int clocks, int runs, long clockNs) = quick ? (10, 1, 2_000_000) : (60, 5, 10_000_000);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Two threads, {clocks} clocks of about {clockNs / 1e6:0} ms, one slowed; from asking for a clock to being let go, both together, in ms; medians of {runs}."));
        output.WriteLine($"{"slowed",-14} {"s",2} {"measured",10} {"least",10} {"most",10} {"simulated",10} {"ratio",7}");
        var results = new List<WaitResult>();
        foreach ((string name, TimeModel model) in _cases)
        {
            foreach (int staleness in _staleness)
            {
                WaitResult result = Compare(name, model with { ClockNs = clockNs }, staleness, clocks, runs);
                results.Add(result);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-14} {staleness,2} {result.MeasuredMs,10:0.0} {result.LeastMs,10:0.0} {result.MostMs,10:0.0} {result.SimulatedMs,10:0.0} {result.Ratio,7:0.000}"));
            }
        }

        return results;
    }

    private static WaitResult Compare(string name, TimeModel time, int staleness, int clocks, int runs)
    {
        double[] measured = [.. Enumerable.Range(0, runs).Select(_ => WaitedMs(Measure(time, staleness, clocks))).Order()];
        double simulated = WaitedMs(Simulate(time, staleness, clocks));
        double median = Median.Of(measured);
        return new(name, staleness, median, measured[0], measured[^1], simulated, simulated > 0 ? median / simulated : null);
    }

    private static EventLog Measure(TimeModel time, int staleness, int clocks)
    {
        var recorder = new EventLogRecorder(SyncPolicy.BoundedStaleness(staleness));
        var job = new WaitOptions { Workers = Workers, Synchronization = recorder.Policy };
        TrainingJob.RunAsync(new PacedLearner(time, Seed, Workers, clocks), new() { Job = job }).GetAwaiter().GetResult();
        return recorder.Log();
    }

    private static EventLog Simulate(TimeModel time, int staleness, int clocks) => VirtualCluster.Run(new()
    {
        Policy = SyncPolicy.BoundedStaleness(staleness),
        Workload = Workload.Timing(0, 0),
        Workers = Workers,
        Seed = Seed,
        Time = time,
        Network = new() { LatencyNs = 0 },
        ClocksPerWorker = clocks,
        EvaluateEvery = int.MaxValue,
        RecordsLog = true,
    }).Log!;

    // The end, when there is no clock left to ask for, is not in it.
    private static double WaitedMs(EventLog log)
    {
        var asked = new Dictionary<(WorkerId, int), long>();
        long waited = 0;
        foreach (EventLogEntry entry in log.Entries)
        {
            if (entry.Event.Kind == SyncEventKind.Ready)
                asked[(entry.Event.Worker, entry.Event.Clock)] = entry.Event.Now;
            foreach (SyncDecision release in entry.Decisions.Where(decision => decision.Kind == SyncDecisionKind.Release))
                waited += entry.Event.Now - asked[(release.Attempt.Worker, release.Attempt.Clock)];
        }

        return waited / 1e6;
    }

    private sealed class WaitOptions : JobOptions;
}
