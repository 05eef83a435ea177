namespace Distributed.Simulation;

/// <summary>A column that one preset has beside those of all.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Unit">Behind each number; empty for none.</param>
/// <param name="Meaning">A sentence for those who read the table.</param>
/// <param name="Of">Of a row, under its configuration's options; null where there is none.</param>
internal sealed record RowMeasure(string Name, string Unit, string Meaning, Func<SimulationOptions, ExperimentRow, double?> Of)
{
    private const string Progress = "Progress: what the loss falls by until the target is reached, or until the end of a run that misses it.";

    /// <summary>Of all workers together.</summary>
    internal static RowMeasure ClocksPerSecond { get; } = Each("clocks per second", Progress, run => run.Clocks / Seconds(run.TimeNs));

    /// <inheritdoc cref="RowMeasure(string, string, string, Func{SimulationOptions, ExperimentRow, double?})"/>
    internal static RowMeasure ProgressPerClock { get; } = Each("progress per clock", Progress, run => Fall(run) / End(run).Pushes);

    /// <inheritdoc cref="RowMeasure(string, string, string, Func{SimulationOptions, ExperimentRow, double?})"/>
    internal static RowMeasure ProgressPerSecond { get; } = Each("progress per second", Progress, run => Fall(run) / Seconds(End(run).TimeNs));

    /// <summary>How soon the target would be reached with as many pushes if nobody ever waited.</summary>
    internal static RowMeasure NoWaitBound { get; } = new(
        "no-wait bound",
        " s",
        "No-wait bound: when as many pushes as the policy needed would have been made if nobody ever waited, by the mean times of clocks and messages.",
        (options, row) => row.TimeToTarget is null ? null : Median.Of(row.Runs.Where(run => run.Reached).Select(run => (double)End(run).Pushes)) / AnalyticEstimate.Of(options).PushesPerSecondMax);

    private static RowMeasure Each(string name, string meaning, Func<SimulationResult, double> of) => new(name, "", meaning, (_, row) => Median.Of(row.Runs.Select(of)));

    private static double Fall(SimulationResult run) => run.Losses[0].Loss - End(run).Loss;

    private static LossPoint End(SimulationResult run) => run.TimeToTargetNs is { } reached ? run.Losses.First(point => point.TimeNs == reached) : run.Losses[^1];

    private static double Seconds(long ns) => ns / Nanoseconds.PerSecond;
}
