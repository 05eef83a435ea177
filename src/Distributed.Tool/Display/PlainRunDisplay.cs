using System.Globalization;

namespace Distributed.Tool;

/// <summary>A line a phase, once all its runs are done, and now and then one of how far a long run is: for files, pipes and build servers.</summary>
internal sealed class PlainRunDisplay(TextWriter output, TimeProvider time) : IRunDisplay
{
    /// <summary>Between two lines about runs that go on.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public Task<T> WatchAsync<T>(Func<IProgress<ExperimentProgress>, Task<T>> run) => run(new Lines(output, time));

    private sealed class Lines(TextWriter output, TimeProvider time) : IProgress<ExperimentProgress>
    {
        private long _told = time.GetTimestamp();

        public void Report(ExperimentProgress value)
        {
            if (value.Running is null && value.Done == value.Total)
                Say(string.Create(CultureInfo.InvariantCulture, $"{value.Phase}: {value.Total} runs done"));
            else if (value.Running is { } running && time.GetElapsedTime(_told) >= Pause)
                Say(string.Create(CultureInfo.InvariantCulture, $"{value.Phase}: {value.Done} of {value.Total} runs done; {RunText.Of(running)}"));
        }

        private void Say(string line)
        {
            output.WriteLine(line);
            _told = time.GetTimestamp();
        }
    }
}
