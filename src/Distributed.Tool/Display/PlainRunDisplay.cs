using System.Globalization;

namespace Distributed.Tool;

/// <summary>A line a phase, once all its runs are done: for files, pipes and build servers.</summary>
internal sealed class PlainRunDisplay(TextWriter output) : IRunDisplay
{
    public Task<T> WatchAsync<T>(Func<IProgress<ExperimentProgress>, Task<T>> run) => run(new Lines(output));

    private sealed class Lines(TextWriter output) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value)
        {
            if (value.Done == value.Total)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Phase}: {value.Total} runs done"));
        }
    }
}
