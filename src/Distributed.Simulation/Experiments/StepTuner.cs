using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Finds the steps that an experiment compares policies at.</summary>
internal sealed class StepTuner(ExperimentPlan plan, RunBatch batch)
{
    /// <summary>A step for each policy of a configuration.</summary>
    internal double[] Steps(ExperimentConfiguration configuration)
    {
        int policies = configuration.Policies.Count;
        if (plan.Step.Grid is not { } grid)
            return [.. Enumerable.Repeat(configuration.Options.Step, policies)];
        if (plan.Step.Factor is not double factor)
            return Best(configuration, configuration.Policies, grid);
        double first = Best(configuration, [configuration.Policies[0]], grid)[0];
        return [.. Enumerable.Repeat(Reaching(configuration, first * factor, grid), policies)];
    }

    private double[] Best(ExperimentConfiguration configuration, IReadOnlyList<SyncPolicy> policies, IReadOnlyList<double> grid)
    {
        int seeds = Math.Min(plan.TuningSeeds, plan.Seeds);
        SimulationOptions[] runs = [.. from policy in policies from step in grid from seed in Enumerable.Range(0, seeds) select Options(configuration, policy, step, seed)];
        SimulationResult[] results = batch.Run($"{configuration.Name}: steps", runs);
        var best = new double[policies.Count];
        for (int policy = 0; policy < best.Length; policy++)
            best[policy] = grid
                .Select((step, i) => (Step: step, Score: Score(results.AsSpan(((policy * grid.Count) + i) * seeds, seeds).ToArray())))
                .MinBy(each => each.Score).Step;
        return best;
    }

    // The factor's step, or the largest below it on the grid at which the first policy reaches the target often enough.
    private double Reaching(ExperimentConfiguration configuration, double wanted, IReadOnlyList<double> grid)
    {
        if (plan.Step.ReachedMin == 0)
            return wanted;
        double[] tried = [wanted, .. grid.Where(step => step < wanted).Reverse()];
        foreach (double step in tried)
        {
            SimulationOptions[] runs = [.. Enumerable.Range(0, plan.Seeds).Select(seed => Options(configuration, configuration.Policies[0], step, seed))];
            int reached = batch.Run($"{configuration.Name}: does {configuration.Policies[0]} reach the target", runs).Count(run => run.Reached);
            if (reached >= plan.Step.ReachedMin * plan.Seeds)
                return step;
        }

        return tried[^1];
    }

    // By time, and where it is endless by loss.
    private static (double Time, double Loss) Score(SimulationResult[] runs) =>
        (Median.Of(runs.Select(run => run.TimeToTargetNs ?? double.PositiveInfinity)),
            Median.Of(runs.Select(run => double.IsFinite(run.FinalLoss) ? run.FinalLoss : double.PositiveInfinity)));

    private SimulationOptions Options(ExperimentConfiguration configuration, SyncPolicy policy, double step, int seed) => configuration.Options with
    {
        Policy = policy,
        Step = step,
        Seed = plan.FirstSeed + (ulong)seed,
        GanttMax = 0,
        RecordsLog = false,
    };
}
