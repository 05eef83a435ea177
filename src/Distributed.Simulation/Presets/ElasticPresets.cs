using ParameterStore;

namespace Distributed.Simulation;

/// <summary>ElasticBSP's experiments (Zhao et al., "Elastic bulk synchronous parallel model for distributed deep learning", ICDM 2019).</summary>
internal static class ElasticPresets
{
    private static readonly string[] _policies = ["bsp", "ssp:3", "asp", "dssp:3,12", "elasticbsp:15"];

    internal static Preset Elastic { get; } = new(
        "elasticbsp",
        "Barriers that are placed where the workers' predicted ends lie closest, beside fixed ones, bounds and none: 40 equal workers with 5 % slow clocks, four classes of ten, and four workers as published.",
        "log loss (nats)",
        "logistic",
        isFull => new()
        {
            Configurations =
            [
                new("equal-40", Options(40, isFull) with { Time = new() { SlowShare = Preset.SlowShare } }, Policies()),
                new("classes-40", Options(40, isFull) with { Time = new() { SlowShare = Preset.SlowShare, Classes = Preset.FourClasses } }, Policies()),
                new("published-4", Options(4, isFull) with { Time = new() { Classes = Preset.FourClasses } }, Policies()),
            ],
            Step = StepChoice.Best(),

            // With three, the step of the fixed barrier was a matter of luck.
            TuningSeeds = 10,
        },
        [
            new("published-4", "elasticbsp:15", "bsp", 1.77, "ElasticBSP, VGG-16 on ImageNet, 4 workers", "Four workers whose speeds hardly vary leave a barrier little to win; the published ones shared machines and a network."),
        ])
    {
        Measures = [RowMeasure.NoWaitBound],
    };

    private static SimulationOptions Options(int workers, bool isFull) => new()
    {
        Workers = workers,
        Workload = isFull ? Workload.Logistic(examples: 100_000, features: 400) : Workload.Logistic(),
        Target = 0.37,

        // Ten times the features want a tenth of the step.
        MaxTimeNs = isFull ? 4_000_000_000_000 : 400_000_000_000,
    };

    private static SyncPolicy[] Policies() => [.. _policies.Select(SyncPolicy.Parse)];
}
