using Distributed.Learning;
using ParameterStore;

namespace Samples;

/// <summary>Keeps the pace of a training while its reports pass by, and how it went.</summary>
internal sealed class LastReport
{
    /// <summary>Of all workers over the whole training; null before the first report.</summary>
    public double? UpdatesPerSecond { get; private set; }

    /// <summary>Null before the training's end.</summary>
    public TrainingReport? Report { get; private set; }

    public void Completed(TrainingReport report) => Report = report;

    public IProgress<TrainingProgress> Then(IProgress<TrainingProgress> next) => new Relay(this, next);

    private sealed class Relay(LastReport last, IProgress<TrainingProgress> next) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Elapsed > TimeSpan.Zero)
                last.UpdatesPerSecond = value.Workers.Sum(w => w.Updates) / value.Elapsed.TotalSeconds;
            next.Report(value);
        }
    }
}
