using System.Buffers;
using ParameterStore;
using Spectre.Console;

namespace Distributed.Tool;

/// <summary><c>simulate</c> from end to end: run, show, write.</summary>
internal sealed class SimulateRun(IAnsiConsole console, IRunDisplay display)
{
    internal async Task<int> RunAsync(SimulateOptions options, CancellationToken cancellation)
    {
        OutputFile.Check("--json", options.Json);
        OutputFile.Check("--report", options.Report);
        OutputFile.Check("--event-log", options.EventLog);
        Outcome outcome = options.Preset == CodedExperiment.Name ? await CodeAsync(options, cancellation) : await CompareAsync(SimulatePlan.Of(options), cancellation);
        foreach (ReportConfiguration section in outcome.Sections)
            console.Write(ConsoleTable.Of(section.Name, section.Table));
        if (outcome.Scaling is { } scaling)
            console.Write(ConsoleTable.Of(ScalingTable.Title, scaling));
        foreach (string note in outcome.Notes)
            console.WriteLine(note);
        if (options.Json is { } json)
            await OutputFile.WriteAsync("--json", json, ResultJson.Write(outcome.Rows), cancellation);
        if (options.Report is { } report)
            await OutputFile.WriteAsync("--report", report, ReportPage.Write(new(outcome.Title, outcome.Lead, outcome.Sections, outcome.Notes)), cancellation);
        if (options.EventLog is { } path)
            await OutputFile.WriteAsync("--event-log", path, Recorded(options.Policies[0], outcome.Rows[0]), cancellation);
        return ExitCode.Done;
    }

    private static ReadOnlyMemory<byte> Recorded(SyncPolicy policy, ExperimentRow row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        row.Runs[0].Log!.Save(policy, bytes);
        return bytes.WrittenMemory;
    }

    private async Task<Outcome> CompareAsync(SimulatePlan plan, CancellationToken cancellation)
    {
        IReadOnlyList<ExperimentRow> rows = await display.WatchAsync(progress => Task.Run(() => Experiment.Run(plan.Experiment, progress, cancellation), CancellationToken.None));
        IEnumerable<ReportConfiguration> sections = rows.GroupBy(row => row.Configuration).Select(section =>
            Section(plan, plan.OptionsOf(section.Key), [.. section]));
        return new(plan.Title, plan.Lead, rows, [.. sections], [.. plan.Published.Select(figure => figure.Beside(rows)), .. plan.Notes])
        {
            Scaling = plan.IsOwn ? ScalingTable.Of(plan.Experiment.Configurations, rows) : null,
        };
    }

    private async Task<Outcome> CodeAsync(SimulateOptions options, CancellationToken cancellation)
    {
        CodedPlan plan = CodedExperiment.Plan(options.IsFullScale);
        plan = plan with { FirstSeed = options.Seed, Seeds = options.Seeds ?? plan.Seeds };
        return CodedOutcome.Of(plan, await display.WatchAsync(progress => Task.Run(() => CodedExperiment.Run(plan, progress, cancellation), CancellationToken.None)));
    }

    private static ReportConfiguration Section(SimulatePlan plan, SimulationOptions options, ExperimentRow[] rows) =>
        new(rows[0].Configuration, plan.LossName, options.Target, ResultTables.Of(rows, options, plan.Measures), [.. rows.Select(Drawn)]);

    // The first seed's run stands for the others: only of it is known who did what.
    private static ReportPolicy Drawn(ExperimentRow row)
    {
        SimulationResult run = row.Runs[0];
        return new(row.Policy, run.Seed, run.Losses, run.TimeToTargetNs, run.Gantt, run.Staleness, run.MeanStaleness);
    }
}
