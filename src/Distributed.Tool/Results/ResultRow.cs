namespace Distributed.Tool;

/// <summary>One policy in one configuration: an object of <c>--json</c>. What is null is endless or no number.</summary>
internal sealed record ResultRow(
    string Preset,
    string Configuration,
    string Workload,
    int Workers,
    string Policy,
    double Step,
    int Seeds,
    int Reached,
    double? TimeToTarget,
    double? Speedup,
    double[]? Spread,
    double Clocks,
    double Pushes,
    double Pulls,
    double Aborts,
    double MeanStaleness,
    double Bytes,
    double? FinalLoss,
    string EventLogHash)
{
    internal static ResultRow Of(ExperimentRow row) => new(
        row.Preset,
        row.Configuration,
        row.Workload,
        row.Workers,
        row.Policy,
        row.Step,
        row.Seeds,
        row.Reached,
        row.TimeToTarget,
        row.Speedup,
        row.Spread is { } spread ? [spread.Min, spread.Max] : null,
        row.Clocks,
        row.Pushes,
        row.Pulls,
        row.Aborts,
        row.MeanStaleness,
        row.Bytes,
        double.IsFinite(row.FinalLoss) ? row.FinalLoss : null,
        row.EventLogHash);
}
