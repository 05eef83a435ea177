using System.Collections.Concurrent;
using Spectre.Console;

namespace Distributed.Tool;

/// <summary>A bar a phase of the experiment, and a line for a run that goes on.</summary>
internal sealed class LiveRunDisplay(IAnsiConsole console, TimeProvider time) : IRunDisplay
{
    public Task<T> WatchAsync<T>(Func<IProgress<ExperimentProgress>, Task<T>> run) => console.Progress()
        .AutoClear(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .StartAsync(context => run(new Bars(context, time)));

    private sealed class Bars(ProgressContext context, TimeProvider time) : IProgress<ExperimentProgress>
    {
        // Short runs would only flicker.
        private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

        private readonly ConcurrentDictionary<string, Lazy<ProgressTask>> _tasks = new();

        // The first run may take a while, and nothing is done before it ends.
        private readonly ProgressTask _running = context.AddTask("first runs").IsIndeterminate();
        private long _told = time.GetTimestamp();

        public void Report(ExperimentProgress value)
        {
            if (value.Running is { } running)
            {
                Show(running);
                return;
            }

            ProgressTask task = _tasks.GetOrAdd(value.Phase, name => new(() => context.AddTask(Markup.Escape(name), maxValue: value.Total))).Value;
            task.Value = value.Done;
        }

        private void Show(RunProgress running)
        {
            if (time.GetElapsedTime(_told) < _pause)
                return;
            _told = time.GetTimestamp();
            _running.Description = Markup.Escape(RunText.Of(running));
            _running.IsIndeterminate(false).Value = _running.MaxValue * running.TimeNs / running.MaxTimeNs;
        }
    }
}
