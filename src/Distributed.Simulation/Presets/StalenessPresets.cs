using ParameterStore;

namespace Distributed.Simulation;

/// <summary>The trade-off of stale synchronous workers (Ho et al., NIPS 2013): clocks a second against progress a clock.</summary>
internal static class StalenessPresets
{
    internal static Preset Sweep { get; } = new(
        "ssp-sweep",
        "32 workers, 5 % of whose clocks are slow, with a bound on staleness from 0 to none, at twice the best step of the tightest: a looser bound gives more clocks a second, a tighter one more progress a clock.",
        "log loss (nats)",
        "logistic",
        isFull => new()
        {
            Configurations =
            [
                new("slow-32", new()
                {
                    Workers = 32,
                    Workload = isFull ? Workload.Logistic(examples: 100_000, features: 400) : Workload.Logistic(),
                    Target = 0.40,
                    Time = new() { SlowShare = Preset.SlowShare },
                    MaxTimeNs = 300_000_000_000,
                }, [.. new[] { 0, 1, 2, 3, 5, 9, 15, 31 }.Select(SyncPolicy.BoundedStaleness), SyncPolicy.Asynchronous]),
            ],
            Step = StepChoice.FactorOfFirst(2),
        },
        [])
    {
        Measures = [RowMeasure.ClocksPerSecond, RowMeasure.ProgressPerClock, RowMeasure.ProgressPerSecond],
    };
}
