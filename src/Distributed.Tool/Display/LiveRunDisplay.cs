using System.Collections.Concurrent;
using Spectre.Console;

namespace Distributed.Tool;

/// <summary>A bar a phase of the experiment.</summary>
internal sealed class LiveRunDisplay(IAnsiConsole console) : IRunDisplay
{
    public Task<T> WatchAsync<T>(Func<IProgress<ExperimentProgress>, Task<T>> run) => console.Progress()
        .AutoClear(true)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .StartAsync(context => run(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<ExperimentProgress>
    {
        private readonly ConcurrentDictionary<string, Lazy<ProgressTask>> _tasks = new();

        // The first run may take a while, and nothing is reported before it ends.
        private readonly ProgressTask _first = context.AddTask("first runs").IsIndeterminate();

        public void Report(ExperimentProgress value)
        {
            ProgressTask task = _tasks.GetOrAdd(value.Phase, name => new(() => context.AddTask(Markup.Escape(name), maxValue: value.Total))).Value;
            task.Value = value.Done;
            if (!_first.IsFinished)
                _first.IsIndeterminate(false).Value = _first.MaxValue;
        }
    }
}
