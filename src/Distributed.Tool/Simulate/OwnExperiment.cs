using System.Globalization;

namespace Distributed.Tool;

/// <summary>A comparison without a preset: one configuration for each number of workers.</summary>
internal static class OwnExperiment
{
    private const long ClocksMax = 300;
    private const double NsPerSecond = 1e9;

    /// <exception cref="ToolException">A batch would be cut into more parts than it has examples.</exception>
    internal static IReadOnlyList<ExperimentConfiguration> Of(SimulateOptions options, WorkloadSource source)
    {
        TimeModel time = options.Time ?? new();
        return [.. options.Workers.Select(workers => Of(options, source, time, workers))];
    }

    /// <summary>What a reader must know of several numbers of workers; null: there is one.</summary>
    internal static string? Note(SimulateOptions options, WorkloadSource source) => options.Workers.Count == 1 ? null
        : options.IsStrong
            ? string.Create(CultureInfo.InvariantCulture, $"Strong scaling: {(long)(options.Batch ?? source.Batch) * options.Workers[0]:N0} examples a clock of all workers together, whose computing is shared equally.")
            : string.Create(CultureInfo.InvariantCulture, $"Weak scaling: {options.Batch ?? source.Batch:N0} examples a clock of every worker.");

    private static ExperimentConfiguration Of(SimulateOptions options, WorkloadSource source, TimeModel time, int workers)
    {
        int first = options.Workers[0], batch = options.Batch ?? source.Batch;
        double part = options.IsStrong ? (double)first / workers : 1;
        double own = Math.Round(batch * part);
        long together = (long)batch * first;
        if (own < 1)
            throw new ToolException($"--workers: {workers} workers cannot share the {together} examples that {first} have in a clock; give a larger --batch.");
        if (own > SimulateOptions.BatchMax)
            throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"--workers: the {together} examples that {first} workers have in a clock are more than {SimulateOptions.BatchMax:N0} for each of {workers}; give a smaller --batch."));
        SimulationOptions run = new()
        {
            Workload = source.WithBatch((int)own),
            Workers = workers,
            Time = time with { ClockNs = Math.Max(1, (long)(time.ClockNs * part)) },
            Update = options.Update,
            Schedule = options.Schedule,
            RecordsLog = options.EventLog is not null,
            Network = options.Network ?? new(),
            Faults = options.Faults ?? new(),
            Target = options.Target ?? source.Target,
            MaxTimeNs = options.MaxTime is { } seconds ? (long)Math.Ceiling(seconds * NsPerSecond) : ClocksMax * time.ClockNs,
        };
        return new(string.Create(CultureInfo.InvariantCulture, $"{workers} workers, {run.Workload.Name}{(options.Update == UpdateRule.Add ? "" : $", {options.Update}")}{(options.Schedule == StepSchedule.Constant ? "" : ", steps ∝ 1/√t")}"), run, options.Policies);
    }
}
