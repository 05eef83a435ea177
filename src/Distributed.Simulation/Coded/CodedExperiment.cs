namespace Distributed.Simulation;

/// <summary>
/// Uncoded against coded products of a matrix and a vector over the number of workers (Lee et al., "Speeding up distributed machine learning using
/// codes", 2018): the speed-up rises with ln n, by 1/(μγ) for each unit.
/// </summary>
internal static class CodedExperiment
{
    /// <summary>As the command line has it.</summary>
    internal const string Name = "coded";

    internal const string Summary = "A product of a matrix and a vector on n workers whose times are shifted exponentials: an n-th for each and all waited for, against a k-th for each, "
        + "in a systematic Gaussian code that any k of them suffice for.";

    /// <summary>The largest error that a decoded product may have.</summary>
    internal const double DecodeErrorMax = 1e-8;

    private static readonly int[] _fullWorkers = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

    /// <summary>At the default scale, or with thousands of workers.</summary>
    internal static CodedPlan Plan(bool isFull) => isFull ? new() { Workers = _fullWorkers, Products = 2_000 } : new();

    /// <returns>A point for each rate and number of workers, in the plan's order.</returns>
    /// <exception cref="InvalidOperationException">A decoded product is wrong: a bug.</exception>
    internal static IReadOnlyList<CodedPoint> Run(CodedPlan plan, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        (double Mu, int Workers)[] points = [.. from mu in plan.Mus from workers in plan.Workers select (mu, workers)];
        var measured = new CodedRun[points.Length, plan.Seeds];
        var telling = new Lock();
        int done = 0;
        Parallel.For(0, measured.Length, new() { CancellationToken = cancellation }, i =>
        {
            (int point, int seed) = (i / plan.Seeds, i % plan.Seeds);
            (double mu, int workers) = points[point];
            measured[point, seed] = CodedRun.Of(workers, CodedTimes.BestNeeded(workers, mu), mu, plan.Products, plan.FirstSeed + (ulong)seed);
            lock (telling)
                progress?.Report(new(Name, ++done, measured.Length));
        });
        CodedPoint[] all = [.. points.Select((at, i) => new CodedPoint(at.Mu, at.Workers, CodedTimes.BestNeeded(at.Workers, at.Mu), [.. Enumerable.Range(0, plan.Seeds).Select(seed => measured[i, seed])]))];
        return all.FirstOrDefault(point => !(point.DecodeError <= DecodeErrorMax)) is { } wrong
            ? throw new InvalidOperationException($"With {wrong.Needed} of {wrong.Workers} workers a decoded product is off by {wrong.DecodeError:E1}.")
            : all;
    }

    /// <summary>What the speed-ups gain for each unit of ln n, by least squares.</summary>
    internal static double FittedSlope(IReadOnlyList<CodedPoint> points)
    {
        double[] x = [.. points.Select(point => ExactMath.Log(point.Workers))], y = [.. points.Select(point => point.Speedup)];
        double xMean = x.Average(), yMean = y.Average();
        return x.Zip(y, (a, b) => (a - xMean) * (b - yMean)).Sum() / x.Sum(a => (a - xMean) * (a - xMean));
    }

    /// <summary>A hash over times: equal draws, equal hashes.</summary>
    internal static string HashOf(IEnumerable<double> times)
    {
        var hash = default(LogHash);
        foreach (double time in times)
            hash.Add(time);
        return hash.ToString();
    }
}
