using ParameterStore;

namespace Distributed.Simulation;

/// <summary>SpecSync's experiments (Zhang et al., "Stay fresh: speculative synchronization for fast distributed machine learning", ICDCS 2018).</summary>
internal static class SpecSyncPresets
{
    // A finer grid than the default one, so that between the best step of ASP and its double there is one more.
    private static readonly double[] _grid = [.. Enumerable.Range(0, 13).Select(i => Math.ScaleB(i % 2 == 0 ? 0.01 : 0.01414, i / 2))];

    internal static Preset Mf { get; } = new(
        "specsync-mf",
        "Matrix factorization by 40 equal workers: asynchronous, with a fixed wait, and with speculative restarts, at twice the best step of the asynchronous ones "
            + "(or the largest below it at which these reach the target in 9 of 10 runs).",
        "RMSE of held-out ratings",
        "mf-sgd",
        isFull => new()
        {
            Configurations = [new("equal-40", Options(isFull), Policies(["asp", "naive:70", "naive:200", "specsync:200/0.1", "specsync", "specsync:paper", "specsync:released"]))],
            Step = StepChoice.FactorOfFirst(2, _grid, reachedMin: 0.9),
        },
        [
            new("equal-40", "specsync", "asp", 2.97, "SpecSync, MF on MovieLens, 40 workers", "The advantage depends on the step: at the asynchronous workers' own best there is next to none, and it grows with the step until these miss the target."),
        ]);

    private static SimulationOptions Options(bool isFull) => new()
    {
        Workers = 40,
        // Published: 4.2 million parameters and 100,000 ratings a clock, as with MovieLens' 20 million ratings.
        Workload = isFull
            ? Workload.MatrixFactorization(users: 138_493, items: 26_744, ratings: 20_000_000, rank: 24, batch: 100_000)
            : Workload.MatrixFactorization(),
        Target = 0.60,
        Time = new() { SlowShare = Preset.SlowShare },
        MaxTimeNs = 300_000_000_000,
    };

    private static SyncPolicy[] Policies(string[] texts) => [.. texts.Select(SyncPolicy.Parse)];
}
