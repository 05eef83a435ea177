namespace Distributed.Simulation;

/// <summary>Many runs, some at a time. Results stand where their options stood.</summary>
internal sealed class RunBatch(int threads, IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
{
    private readonly Lock _lock = new();

    internal SimulationResult[] Run(string phase, IReadOnlyList<SimulationOptions> runs)
    {
        var results = new SimulationResult[runs.Count];
        int done = 0;
        try
        {
            Parallel.For(0, runs.Count, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            {
                results[i] = VirtualCluster.Run(runs[i], cancellation: cancellation);
                lock (_lock)
                    progress?.Report(new(phase, ++done, runs.Count));
            });
        }
        catch (AggregateException many) when (many.Flatten().InnerExceptions is [var only, ..])
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(only);
        }

        return results;
    }
}
