using System.Globalization;

namespace Distributed.Tool;

/// <summary>From measured rows to the table that people read.</summary>
internal static class ResultTables
{
    internal static readonly IReadOnlyList<ResultColumn> Columns =
    [
        new("policy", IsText: true), new("step"), new("reached"), new("time to target"), new("spread"), new("speed-up"), new("iterations"),
        new("mean staleness"), new("waiting"), new("aborts"), new("bytes"),
    ];

    /// <summary>Of the rows of one configuration.</summary>
    /// <param name="rows">A row a policy.</param>
    /// <param name="options">The configuration's.</param>
    /// <param name="measures">Columns that follow those of all.</param>
    internal static ResultTable Of(IReadOnlyList<ExperimentRow> rows, SimulationOptions options, IReadOnlyList<RowMeasure> measures)
    {
        int best = -1;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].TimeToTarget is { } time && (best < 0 || time < rows[best].TimeToTarget))
                best = i;
        }

        return new(
            [.. Columns, .. measures.Select(measure => new ResultColumn(measure.Name))],
            [.. rows.Select(row => (string[])[.. Cells(row), .. measures.Select(measure => Text(measure.Of(options, row), measure.Unit))])],
            best < 0 ? null : best);
    }

    private static string[] Cells(ExperimentRow row) =>
    [
        row.Policy,
        Human.Digits(row.Step),
        string.Create(CultureInfo.InvariantCulture, $"{row.Reached}/{row.Seeds}"),
        Seconds(row.TimeToTarget),
        row.Spread is { } spread ? $"{Human.Digits(spread.Min)}–{Seconds(spread.Max)}" : Human.None,
        Human.Factor(row.Speedup),
        Human.Count(row.Clocks),
        Human.Digits(row.MeanStaleness),
        Human.Percent(row.WaitedShare),
        Human.Count(row.Aborts),
        Human.Bytes(row.Bytes),
    ];

    private static string Seconds(double? seconds) => Text(seconds, " s");

    private static string Text(double? number, string unit) => number is { } known && double.IsFinite(known) ? Human.Digits(known) + unit : Human.None;
}
