using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Backup workers (Chen et al., "Revisiting distributed synchronous SGD", 2016), and late gradients that are used at the next step.</summary>
internal static class BackupPresets
{
    // Those of the published perceptron, and a twentieth of them.
    private static readonly int[] _published = [800, 500], _small = [40, 25];

    // Steps of 32 instead of 40 gradients want a learning rate a quarter larger, which a grid of doublings does not have.
    private static readonly double[] _grid = [.. Enumerable.Range(0, 13).Select(i => Math.ScaleB(i % 2 == 0 ? 0.01 : 0.01414, i / 2))];

    internal static Preset BackupStale { get; } = new(
        "backup-stale",
        "40 workers, 5 % of whose clocks are slow: a barrier for all, and steps of the first 32 that drop late gradients, use them a step later, or call the late workers off.",
        "log loss (nats)",
        "mlp",
        isFull => new()
        {
            Configurations =
            [
                new("logistic", Options(isFull ? Workload.Logistic(examples: 100_000, features: 400) : Workload.Logistic(), LogisticTarget, isFull), Policies()),
                new("mlp", Options(isFull ? Perceptron(_published, examples: 60_000, features: 784, batch: 32) : Perceptron(_small, examples: 4_000, features: 20, batch: 16), PerceptronTarget, isFull), Policies()),
            ],
            Step = StepChoice.Best(_grid),
            TuningSeeds = 5,
        },
        []);

    private const double LogisticTarget = 0.37;
    private const double PerceptronTarget = 0.50;

    private static Workload Perceptron(int[] hidden, int examples, int features, int batch) => Workload.Perceptron(hidden, examples, features, classes: 10, batch);

    private static SimulationOptions Options(Workload workload, double target, bool isFull) => new()
    {
        Workers = 40,
        Workload = workload,
        Target = target,
        Time = new() { SlowShare = Preset.SlowShare },
        MaxTimeNs = isFull ? 2_000_000_000_000 : 200_000_000_000,
    };

    private static SyncPolicy[] Policies() => [.. new[] { "bsp", "kofn:32/40,drop", "kofn:32/40,cache", "kofn:32/40,abortlate" }.Select(SyncPolicy.Parse)];
}
