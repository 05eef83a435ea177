using System.Globalization;

namespace Distributed.Tool;

/// <summary>What is to be run, and how it is told.</summary>
internal sealed record SimulatePlan(string Title, IReadOnlyList<string> Lead, string LossName, ExperimentPlan Experiment)
{
    /// <summary>What was published, to stand beside ours.</summary>
    internal IReadOnlyList<PublishedFigure> Published { get; init; } = [];

    /// <summary>Whether it is a preset of whose cluster no figure was published.</summary>
    internal bool HasNoFigure { get; init; }

    /// <summary>Columns of its own.</summary>
    internal IReadOnlyList<RowMeasure> Measures { get; init; } = [];

    /// <summary>Whether it is told what arithmetic alone says, number by number of workers.</summary>
    internal bool IsOwn { get; init; }

    /// <summary>What stays the same where there are several numbers of workers; null: there is one.</summary>
    internal string? ScalingNote { get; init; }

    private const int OwnSeeds = 3;

    /// <summary>Enough for the strip, which shows the first clocks only.</summary>
    private const int SpansPerWorker = 80;

    private SimulationOptions First => Experiment.Configurations[0].Options;

    /// <summary>What a reader must know to judge the numbers.</summary>
    internal IReadOnlyList<string> Notes
    {
        get
        {
            List<string> notes = [$"Steps (learning rates): {Steps()}.", Seeds()];
            if (HasNoFigure)
                notes.Insert(0, "No published figure for this cluster.");
            notes.Add(First.Target is null
                ? "No target: give --target LOSS to compare the times to it."
                : $"Time to target: the first of {First.HitsInARow} consecutive evaluations at or under it, in virtual seconds. Speed-up: against the first policy.");
            notes.Add("Staleness: pushes of others that the store took between a push's pull and its application. Waiting: share of the workers' time at the gate.");
            notes.AddRange(Measures.Select(measure => measure.Meaning).Distinct());
            if (ScalingNote is not null)
                notes.Add(ScalingNote);
            notes.AddRange(Experiment.Configurations.SelectMany(each => each.Policies).SelectMany(policy => policy.Warnings).Distinct());
            return notes;
        }
    }

    /// <exception cref="ToolException">The data cannot be read.</exception>
    internal static SimulatePlan Of(SimulateOptions options) => options.Preset is { } name
        ? OfPreset(Preset.All.Single(preset => preset.Name == name), options)
        : OfOwn(options);

    internal SimulationOptions OptionsOf(string configuration) => Experiment.Configurations.Single(each => each.Name == configuration).Options;

    private static SimulatePlan OfPreset(Preset preset, SimulateOptions options)
    {
        ExperimentPlan plan = preset.Plan(options.IsFullScale);
        Func<Workload, Workload>? given = options.Data is null ? null : DataFile.Read(preset.DataWorkload, options.Data);
        ExperimentPlan asked = plan with
        {
            Preset = preset.Name,
            Configurations = [.. plan.Configurations.Select(each => given is not null && each.Options.Workload.Name == preset.DataWorkload ? On(given, each, options.Target) : each)],
            FirstSeed = options.Seed,
            Seeds = options.Seeds ?? plan.Seeds,
            Step = options.Step?.On(plan.Step.Grid!) ?? plan.Step,
        };
        return Told(preset.Name, [preset.Summary], preset.LossName, asked, options.IsEachStep) with
        {
            Published = options.IsEachStep ? [] : preset.Published,
            HasNoFigure = preset.Published.Count == 0,
            Measures = preset.Measures,
        };
    }

    // Data of one's own have a target of their own.
    private static ExperimentConfiguration On(Func<Workload, Workload> given, ExperimentConfiguration configuration, double? target) =>
        configuration with { Options = configuration.Options with { Workload = given(configuration.Options.Workload), Target = target } };

    private static SimulatePlan OfOwn(SimulateOptions options)
    {
        WorkloadSource source = WorkloadSource.Load(options.Workload, options.Data);
        ExperimentPlan plan = new()
        {
            Configurations = OwnExperiment.Of(options, source),
            FirstSeed = options.Seed,
            Seeds = options.Seeds ?? OwnSeeds,
            Step = options.Step ?? StepChoice.Best(),
        };
        string workers = string.Join(", ", options.Workers.Select(count => count.ToString(CultureInfo.InvariantCulture)));
        return Told($"{workers} workers, {options.Workload}", [], source.LossName, plan, options.IsEachStep) with { IsOwn = !options.IsEachStep, ScalingNote = OwnExperiment.Note(options, source) };
    }

    private static SimulatePlan Told(string title, IReadOnlyList<string> lead, string lossName, ExperimentPlan plan, bool isEachStep)
    {
        if (isEachStep)
            plan = AtEachStep(plan);
        ExperimentConfiguration[] drawn = [.. plan.Configurations.Select(each => each with { Options = each.Options with { GanttMax = SpansPerWorker * each.Options.Workers } })];
        return new(title, [.. lead, .. drawn.GroupBy(Terms).Select(same => drawn.Length > 1 ? $"{string.Join("; ", same.Select(each => each.Name))}: {same.Key}" : same.Key)], lossName, plan with { Configurations = drawn });
    }

    // What a choice of the step does to a comparison: a speed-up over it.
    private static ExperimentPlan AtEachStep(ExperimentPlan plan) => plan with
    {
        Step = StepChoice.Given,
        Configurations = [.. from configuration in plan.Configurations from step in plan.Step.Grid ?? StepChoice.DefaultGrid
            select configuration with { Name = string.Create(CultureInfo.InvariantCulture, $"{configuration.Name}, step {step:0.#####}"), Options = configuration.Options with { Step = step } }],
    };

    private static string Terms(ExperimentConfiguration configuration)
    {
        SimulationOptions run = configuration.Options;
        TimeModel time = run.Time;
        string slow = time.SlowShare > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * time.SlowShare:0.##} % of clocks {time.SlowMin:0.##}–{time.SlowMax:0.##} times longer") : "";
        string classes = time.Classes.Count > 1 ? $", classes of workers with times × {string.Join(", ", time.Classes.Select(factor => factor.ToString("0.##", CultureInfo.InvariantCulture)))}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{run.Workload}; a clock takes {Human.Time(time.ClockNs)}, noise {time.Noise}{slow}{classes}{NetworkText.Describe(run.Network)}{FaultText.Describe(run.Faults)}.");
    }

    private string Steps()
    {
        if (Experiment.Step.Grid is not { } grid)
            return "each section at its own step, for all policies";
        string tried = string.Join(", ", grid.Select(step => step.ToString("0.#####", CultureInfo.InvariantCulture)));
        string fallback = Experiment.Step.ReachedMin > 0
            ? string.Create(CultureInfo.InvariantCulture, $", or, where the first policy reaches the target in less than {100 * Experiment.Step.ReachedMin:0} % of the runs at it, at the largest below at which it does")
            : "";
        int seeds = Math.Min(Experiment.TuningSeeds, Experiment.Seeds);
        string tuned = seeds == 1 ? "by one run" : string.Create(CultureInfo.InvariantCulture, $"by the first {seeds} seeds");
        return $"{Experiment.Step} ({tried}), {tuned}{fallback}; the table says which";
    }

    private string Seeds() => Experiment.Seeds == 1
        ? string.Create(CultureInfo.InvariantCulture, $"One run a policy, with seed {Experiment.FirstSeed}.")
        : string.Create(CultureInfo.InvariantCulture, $"Medians of {Experiment.Seeds} runs a policy, with seeds from {Experiment.FirstSeed} on; a run that does not reach the target counts as endless. Spread: the soonest and the latest that reached it.");
}
