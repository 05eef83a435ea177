namespace Distributed.Simulation;

/// <summary>Uncoded against coded at one number of workers: medians over the seeds.</summary>
/// <param name="Mu">The rate of the exponential part of the workers' times.</param>
/// <param name="Workers">n.</param>
/// <param name="Needed">k, the best one by the model.</param>
/// <param name="Runs">By seed.</param>
internal sealed record CodedPoint(double Mu, int Workers, int Needed, IReadOnlyList<CodedRun> Runs)
{
    internal double Uncoded => Median.Of(Runs.Select(run => run.Uncoded));

    internal double Coded => Median.Of(Runs.Select(run => run.Coded));

    internal double Speedup => Uncoded / Coded;

    /// <summary>The speed-up by the model's expected times.</summary>
    internal double Expected => CodedTimes.Uncoded(Workers, Mu) / CodedTimes.Coded(Workers, Needed, Mu);

    internal double DecodeError => Runs.Max(run => run.DecodeError);
}
