namespace Distributed.Simulation;

/// <summary>A published experiment, on our terms: fixed before results were seen, but for what docs/presets.md lists as changed after a first look.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Summary">What is compared, in a sentence.</param>
/// <param name="LossName">The loss, with its unit if it has one.</param>
/// <param name="DataWorkload">The workload that given data replace in all configurations that have it.</param>
/// <param name="Plan">At the default scale (false), or with the published sizes (true).</param>
/// <param name="Published">What was published of such a cluster, to stand beside ours; empty: no figure that we know of.</param>
internal sealed record Preset(
    string Name, string Summary, string LossName, string DataWorkload, Func<bool, ExperimentPlan> Plan, IReadOnlyList<PublishedFigure> Published)
{
    /// <summary>The share of clocks that are slow where the published clusters had slow clocks.</summary>
    internal const double SlowShare = 0.05;

    /// <summary>The times of four classes of workers: the published mix is of four kinds of machines, the ratios are ours.</summary>
    internal static IReadOnlyList<double> FourClasses { get; } = [1, 0.75, 1.33, 0.6];

    /// <summary>Columns of its own.</summary>
    internal IReadOnlyList<RowMeasure> Measures { get; init; } = [];

    /// <summary>All that there are.</summary>
    internal static IReadOnlyList<Preset> All { get; } = [SpecSyncPresets.Mf, SpecSyncPresets.Hetero, SpecSyncPresets.Scale, StalenessPresets.Sweep, ElasticPresets.Elastic, BackupPresets.BackupStale];
}
