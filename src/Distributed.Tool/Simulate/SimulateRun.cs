using Spectre.Console;

namespace Distributed.Tool;

/// <summary><c>simulate</c> from end to end: run, show, write.</summary>
internal sealed class SimulateRun(IAnsiConsole console, IRunDisplay display)
{
    internal async Task<int> RunAsync(SimulateOptions options, CancellationToken cancellation)
    {
        SimulatePlan plan = SimulatePlan.Of(options);
        OutputFile.Check("--json", options.Json);
        OutputFile.Check("--report", options.Report);
        IReadOnlyList<ExperimentRow> rows = await display.WatchAsync(progress => Task.Run(() => Experiment.Run(plan.Experiment, progress, cancellation), CancellationToken.None));

        List<ReportConfiguration> sections = [];
        foreach (IGrouping<string, ExperimentRow> section in rows.GroupBy(row => row.Configuration))
        {
            ResultTable table = ResultTables.Of([.. section]);
            console.Write(ConsoleTable.Of(section.Key, table));
            sections.Add(new(section.Key, plan.LossName, plan.TargetOf(section.Key), table, [.. section.Select(Drawn)]));
        }

        string[] notes = [.. plan.Published.Select(figure => figure.Beside(rows)), .. plan.Notes];
        foreach (string note in notes)
            console.WriteLine(note);
        if (options.Json is { } json)
            await OutputFile.WriteAsync("--json", json, ResultJson.Write(rows), cancellation);
        if (options.Report is { } report)
            await OutputFile.WriteAsync("--report", report, ReportPage.Write(new(plan.Title, plan.Lead, sections, notes)), cancellation);
        return ExitCode.Done;
    }

    // The first seed's run stands for the others: only of it is known who did what.
    private static ReportPolicy Drawn(ExperimentRow row)
    {
        SimulationResult run = row.Runs[0];
        return new(row.Policy, run.Seed, run.Losses, run.TimeToTargetNs, run.Gantt, run.Staleness, run.MeanStaleness);
    }
}
