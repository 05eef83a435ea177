namespace Distributed.Simulation;

/// <summary>Compares policies: configurations × policies × seeds, in parallel, each run as alone.</summary>
public static class Experiment
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="progress">Is told after every run and of every evaluation within one; calls come one at a time, from any thread.</param>
    /// <param name="cancellation">Ends it without a result.</param>
    /// <returns>A row for each configuration and policy, in the plan's order.</returns>
    /// <exception cref="ArgumentException">The plan is out of its ranges.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<ExperimentRow> Run(ExperimentPlan plan, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validate();
        var batch = new RunBatch(plan.Threads, progress, cancellation);
        var tuner = new StepTuner(plan, batch);
        var rows = new List<ExperimentRow>();
        foreach (ExperimentConfiguration configuration in plan.Configurations)
        {
            double[] steps = tuner.Steps(configuration);
            SimulationOptions[] runs = [.. from policy in Enumerable.Range(0, steps.Length) from seed in Enumerable.Range(0, plan.Seeds) select Options(plan, configuration, policy, steps[policy], seed)];
            SimulationResult[] results = batch.Run(configuration.Name, runs);
            int first = rows.Count;
            foreach (SimulationResult[] ofPolicy in results.Chunk(plan.Seeds))
                rows.Add(Row(plan, configuration, ofPolicy, rows.Count > first ? rows[first].TimeToTarget : null, isFirst: rows.Count == first));
        }

        return rows;
    }

    private static SimulationOptions Options(ExperimentPlan plan, ExperimentConfiguration configuration, int policy, double step, int seed) => configuration.Options with
    {
        Policy = configuration.Policies[policy],
        Step = step,
        Seed = plan.FirstSeed + (ulong)seed,
        GanttMax = seed == 0 ? configuration.Options.GanttMax : 0,
        RecordsLog = seed == 0 && configuration.Options.RecordsLog,
    };

    private static ExperimentRow Row(ExperimentPlan plan, ExperimentConfiguration configuration, SimulationResult[] runs, double? firstTime, bool isFirst)
    {
        double time = Median.Of(runs.Select(run => run.TimeToTargetNs / Nanoseconds.PerSecond ?? double.PositiveInfinity));
        double? timeToTarget = double.IsFinite(time) ? time : null;
        double[] times = [.. runs.Where(run => run.Reached).Select(run => run.TimeToTargetNs!.Value / Nanoseconds.PerSecond)];
        var hash = default(LogHash);
        foreach (SimulationResult run in runs)
            hash.Add(run.EventLogHash);
        return new()
        {
            Preset = plan.Preset,
            Configuration = configuration.Name,
            Workload = configuration.Options.Workload.Name,
            Workers = configuration.Options.Workers,
            Policy = runs[0].Policy,
            Step = runs[0].Step,
            Seeds = runs.Length,
            Reached = times.Length,
            TimeToTarget = timeToTarget,
            Speedup = isFirst ? timeToTarget / timeToTarget : firstTime / timeToTarget,
            Spread = times.Length == 0 ? null : new(times.Min(), times.Max()),
            Clocks = Of(run => run.Clocks),
            Pushes = Of(run => run.Pushes),
            Pulls = Of(run => run.Pulls),
            Aborts = Of(run => run.Aborts),
            MeanStaleness = Of(run => run.MeanStaleness),
            WaitedShare = Of(run => Share(run, run.WaitedNs)),
            AbortedShare = Of(run => Share(run, run.AbortedNs)),
            Bytes = Of(run => run.Bytes),
            FinalLoss = Of(run => run.FinalLoss),
            EventLogHash = hash.ToString(),
            Runs = runs,
        };

        double Of(Func<SimulationResult, double> what) => Median.Of(runs.Select(what));
    }

    private static double Share(SimulationResult run, long timeNs) => run.TimeNs == 0 ? 0 : timeNs / ((double)run.TimeNs * run.Workers);
}
