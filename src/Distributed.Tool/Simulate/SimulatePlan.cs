using System.Globalization;

namespace Distributed.Tool;

/// <summary>What is to be run, and how it is told.</summary>
internal sealed record SimulatePlan(string Title, IReadOnlyList<string> Lead, string LossName, ExperimentPlan Experiment)
{
    private const int OwnSeeds = 3;
    private const long ClocksMax = 300;
    private const double NsPerSecond = 1e9;

    /// <summary>Enough for the strip, which shows the first clocks only.</summary>
    private const int SpansPerWorker = 80;

    private SimulationOptions First => Experiment.Configurations[0].Options;

    /// <summary>What a reader must know to judge the numbers.</summary>
    internal IReadOnlyList<string> Notes
    {
        get
        {
            List<string> notes = [$"Steps (learning rates): {Experiment.Step}{Grid()}.", Seeds()];
            notes.Add(First.Target is null
                ? "No target: give --target LOSS to compare the times to it."
                : $"Time to target: the first of {First.HitsInARow} consecutive evaluations at or under it, in virtual seconds. Speed-up: against the first policy.");
            notes.Add("Staleness: pushes of others that the store took between a push's pull and its application. Waiting: share of the workers' time at the gate.");
            return notes;
        }
    }

    /// <exception cref="ToolException">The data cannot be read.</exception>
    internal static SimulatePlan Of(SimulateOptions options) => options.Preset is { } name
        ? OfPreset(Preset.All.Single(preset => preset.Name == name), options)
        : OfOwn(options);

    internal double? TargetOf(string configuration) => Experiment.Configurations.Single(each => each.Name == configuration).Options.Target;

    private static SimulatePlan OfPreset(Preset preset, SimulateOptions options)
    {
        ExperimentPlan plan = preset.Plan(options.IsFullScale);
        return Told(preset.Name, [preset.Summary], preset.LossName, plan with
        {
            Preset = preset.Name,
            FirstSeed = options.Seed,
            Seeds = options.Seeds ?? plan.Seeds,
            Step = options.Step ?? plan.Step,
        });
    }

    private static SimulatePlan OfOwn(SimulateOptions options)
    {
        WorkloadSource source = WorkloadSource.Load(options.Workload, options.Data);
        TimeModel time = options.Time ?? new();
        SimulationOptions run = new()
        {
            Workload = source.Workload,
            Workers = options.Workers!.Value,
            Time = time,
            Target = options.Target ?? source.Target,
            MaxTimeNs = options.MaxTime is { } seconds ? (long)Math.Ceiling(seconds * NsPerSecond) : ClocksMax * time.ClockNs,
        };
        string name = string.Create(CultureInfo.InvariantCulture, $"{run.Workers} workers, {source.Workload.Name}");
        return Told(name, [], source.LossName, new()
        {
            Configurations = [new(name, run, options.Policies)],
            FirstSeed = options.Seed,
            Seeds = options.Seeds ?? OwnSeeds,
            Step = options.Step ?? StepChoice.Best(),
        });
    }

    private static SimulatePlan Told(string title, IReadOnlyList<string> lead, string lossName, ExperimentPlan plan)
    {
        ExperimentConfiguration[] drawn = [.. plan.Configurations.Select(each => each with { Options = each.Options with { GanttMax = SpansPerWorker * each.Options.Workers } })];
        return new(title, [.. lead, .. drawn.Select(Told)], lossName, plan with { Configurations = drawn });
    }

    private static string Told(ExperimentConfiguration configuration)
    {
        SimulationOptions run = configuration.Options;
        TimeModel time = run.Time;
        string slow = time.SlowShare > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * time.SlowShare:0.##} % of clocks {time.SlowMin:0.##}–{time.SlowMax:0.##} times longer") : "";
        string classes = time.Classes.Count > 1 ? $", classes of workers with times × {string.Join(", ", time.Classes.Select(factor => factor.ToString("0.##", CultureInfo.InvariantCulture)))}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{configuration.Name}: {run.Workload}; a clock takes {Human.Time(time.ClockNs)}, noise {time.Noise}{slow}{classes}.");
    }

    private string Grid() => Experiment.Step.Grid is { } grid
        ? string.Create(CultureInfo.InvariantCulture, $" ({string.Join(", ", grid.Select(step => step.ToString("0.#####", CultureInfo.InvariantCulture)))})")
        : "";

    private string Seeds() => Experiment.Seeds == 1
        ? string.Create(CultureInfo.InvariantCulture, $"One run a policy, with seed {Experiment.FirstSeed}.")
        : string.Create(CultureInfo.InvariantCulture, $"Medians of {Experiment.Seeds} runs a policy, with seeds from {Experiment.FirstSeed} on; a run that does not reach the target counts as endless. Spread: the soonest and the latest that reached it.");
}
