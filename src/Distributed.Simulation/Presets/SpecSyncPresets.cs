using ParameterStore;

namespace Distributed.Simulation;

/// <summary>SpecSync's experiments (Zhang et al., "Stay fresh: speculative synchronization for fast distributed machine learning", ICDCS 2018).</summary>
internal static class SpecSyncPresets
{
    // A finer grid than the default one, so that between the best step of ASP and its double there is one more.
    private static readonly double[] _grid = [.. Enumerable.Range(0, 13).Select(i => Math.ScaleB(i % 2 == 0 ? 0.01 : 0.01414, i / 2))];

    // With the published sizes 4 million ratings are in flight instead of 2,000: of a user 29 instead of 5, of an item 150 instead of 3.
    private static readonly double[] _fullGrid = [.. _grid.Select(step => step / 16)];

    private static readonly string[] _policies = ["asp", "naive:70", "naive:200", "specsync:200/0.1", "specsync", "specsync:paper", "specsync:released"];

    // A run with the published sizes takes about a gigabyte.
    private const int FullThreadsMax = 4;

    private const string AtTwice = "asynchronous, with a fixed wait, and with speculative restarts, at twice the best step of the asynchronous ones "
        + "(or the largest below it at which these reach the target in 9 of 10 runs).";

    private const string WhyLower = "Restarts gain by clustering: workers that restart together end together, so that what they pulled is fresher; while pushes come at an even rate and independently of each other, "
        + "staleness times the time of a clock stays the same, and a restart alone gains nothing.";

    internal static Preset Mf { get; } = Of(
        "specsync-mf",
        $"Matrix factorization by 40 equal workers: {AtTwice}",
        isFull => [Configuration("equal-40", 40, [1], isFull)],
        [Published("equal-40", 2.97, "SpecSync, MF on MovieLens, 40 workers, up to")]);

    internal static Preset Hetero { get; } = Of(
        "specsync-hetero",
        $"Matrix factorization by four classes of ten workers: {AtTwice}",
        isFull => [Configuration("classes-40", 40, Preset.FourClasses, isFull)],
        []);

    internal static Preset Scale { get; } = Of(
        "specsync-scale",
        $"Matrix factorization by 20, 30 and 40 equal workers: {AtTwice}",
        isFull => [.. new[] { 20, 30, 40 }.Select(workers => Configuration($"equal-{workers}", workers, [1], isFull))],
        [
            Published("equal-20", 1.73, "SpecSync, 20 workers"),
            Published("equal-30", 1.71, "SpecSync, 30 workers"),
            Published("equal-40", 1.98, "SpecSync, 40 workers"),
        ]);

    private static Preset Of(string name, string summary, Func<bool, ExperimentConfiguration[]> configurations, PublishedFigure[] published) => new(
        name,
        summary,
        "RMSE of held-out ratings",
        "mf-sgd",
        isFull => new()
        {
            Configurations = configurations(isFull),
            Step = StepChoice.FactorOfFirst(2, isFull ? _fullGrid : _grid, reachedMin: 0.9),
            Threads = isFull ? Math.Min(FullThreadsMax, Environment.ProcessorCount) : Environment.ProcessorCount,
        },
        published);

    private static PublishedFigure Published(string configuration, double speedup, string source) => new(configuration, "specsync", "asp", speedup, source, WhyLower);

    private static ExperimentConfiguration Configuration(string name, int workers, IReadOnlyList<double> classes, bool isFull) =>
        new(name, Options(workers, classes, isFull), [.. _policies.Select(SyncPolicy.Parse)]);

    private static SimulationOptions Options(int workers, IReadOnlyList<double> classes, bool isFull) => new()
    {
        Workers = workers,
        // Published: 4.2 million parameters and 100,000 ratings a clock, as with MovieLens' 20 million ratings.
        Workload = isFull
            ? Workload.MatrixFactorization(users: 138_493, items: 26_744, ratings: 20_000_000, rank: 24, batch: 100_000)
            : Workload.MatrixFactorization(),
        Target = 0.60,
        Time = new() { SlowShare = Preset.SlowShare, Classes = classes },
        MaxTimeNs = 300_000_000_000,
    };
}
