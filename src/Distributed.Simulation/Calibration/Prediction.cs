using ParameterStore;

namespace Distributed.Simulation;

/// <summary>What a fitted model says of a job: medians over seeds.</summary>
/// <param name="Figures">As an event log of the job would say.</param>
/// <param name="MeanStaleness">Pushes of others that were applied between a push's pull and its own application, on average.</param>
/// <param name="Aborts">Attempts given up, for a hundred pushes.</param>
internal sealed record Prediction(JobFigures Figures, double MeanStaleness, double Aborts)
{
    /// <summary>Runs the job on the virtual cluster.</summary>
    /// <param name="fit">What was fitted to a real run.</param>
    /// <param name="policy">How workers wait for one another.</param>
    /// <param name="workers">How many there are; beyond those that were fitted, their speeds repeat.</param>
    /// <param name="pushes">Beyond the workers' first ones, after which the job ends.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="seeds">Runs, 1 or more.</param>
    /// <param name="cancellation">Ends it without a result.</param>
    internal static Prediction Of(Calibration fit, SyncPolicy policy, int workers, long pushes, ulong firstSeed, int seeds, CancellationToken cancellation = default)
    {
        var options = new SimulationOptions
        {
            Policy = policy,
            Workload = Workload.Timing(0, 0),
            Workers = workers,
            Time = fit.Time with { StartSpread = 0 },
            Network = fit.Network,
            MaxPushes = pushes + workers,
            MaxTimeNs = long.MaxValue / 4,
            EvaluateEvery = int.MaxValue,
            RecordsLog = true,
        };
        var runs = new (JobFigures Figures, double Staleness, double Aborts)[seeds];
        Parallel.For(0, seeds, new() { CancellationToken = cancellation }, seed =>
        {
            SimulationResult run = VirtualCluster.Run(options with { Seed = firstSeed + (ulong)seed }, cancellation: cancellation);
            runs[seed] = (JobFigures.Of(run.Policy, run.Log!), run.MeanStaleness, 100.0 * run.Aborts / run.Pushes);
        });
        return new(
            new(runs[0].Figures.Policy, workers, (int)Median.Of(runs.Select(run => (double)run.Figures.Pushes)), Of(figures => figures.Seconds), Of(figures => figures.WaitedShare)),
            Median.Of(runs.Select(run => run.Staleness)),
            Median.Of(runs.Select(run => run.Aborts)));

        double Of(Func<JobFigures, double> what) => Median.Of(runs.Select(run => what(run.Figures)));
    }
}
