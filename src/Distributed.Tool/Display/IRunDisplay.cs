namespace Distributed.Tool;

/// <summary>Shows how far the runs are.</summary>
internal interface IRunDisplay
{
    /// <summary>Starts <paramref name="run"/>, which reports to what it is given, and returns its result.</summary>
    Task<T> WatchAsync<T>(Func<IProgress<ExperimentProgress>, Task<T>> run);
}
