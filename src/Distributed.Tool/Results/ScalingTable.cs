namespace Distributed.Tool;

/// <summary>How fast clocks are done, as simulated and by arithmetic alone.</summary>
internal static class ScalingTable
{
    internal const string Title = "clocks a second, simulated and by arithmetic";

    private static readonly IReadOnlyList<ResultColumn> _columns =
    [
        new("workers"), new("policy", IsText: true), new("simulated"), new("nobody waits"), new("in step"), new("the store takes"), new("against the fewest"), new("time to target"),
    ];

    /// <param name="configurations">By number of workers, the fewest that are compared with first.</param>
    /// <param name="rows">Theirs.</param>
    internal static ResultTable Of(IReadOnlyList<ExperimentConfiguration> configurations, IReadOnlyList<ExperimentRow> rows)
    {
        List<string[]> lines = [];
        foreach (ExperimentConfiguration configuration in configurations)
        {
            AnalyticEstimate estimate = AnalyticEstimate.Of(configuration.Options);
            foreach (ExperimentRow row in rows.Where(row => row.Configuration == configuration.Name))
            {
                ExperimentRow first = rows.First(each => each.Configuration == configurations[0].Name && each.Policy == row.Policy);
                lines.Add(
                [
                    Human.Count(row.Workers), row.Policy, Human.Digits(PerSecond(row)), Human.Digits(estimate.PushesPerSecondMax), Human.Digits(estimate.PushesPerSecondInStep),
                    Human.Digits(estimate.PushesPerSecondOfStore), Human.Factor(PerSecond(row) / PerSecond(first)), row.TimeToTarget is { } time ? Human.Digits(time) + " s" : Human.None,
                ]);
            }
        }

        return new(_columns, lines, Best: null);
    }

    private static double PerSecond(ExperimentRow row) => Median.Of(row.Runs.Select(run => run.Clocks / (run.TimeNs / 1e9)));
}
