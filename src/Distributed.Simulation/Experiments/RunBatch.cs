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
                var inside = progress is null ? null : new Inside(runs[i], running => Tell(0, running));
                results[i] = VirtualCluster.Run(runs[i], inside, cancellation);
                Tell(1, null);
            });
        }
        catch (AggregateException many) when (many.Flatten().InnerExceptions is [var only, ..])
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(only);
        }

        return results;

        void Tell(int ended, RunProgress? running)
        {
            lock (_lock)
                progress?.Report(new(phase, done += ended, runs.Count, running));
        }
    }

    private sealed class Inside(SimulationOptions options, Action<RunProgress> tell) : IProgress<LossPoint>
    {
        private readonly string _policy = options.Policy.ToString();

        public void Report(LossPoint value) => tell(new(_policy, options.Seed, options.Step, value.TimeNs, options.MaxTimeNs, value.Pushes, value.Loss));
    }
}
