using System.Globalization;
using ParameterStore;

namespace Samples;

/// <summary>A line an epoch: for files, pipes and build servers.</summary>
/// <param name="output">Where to.</param>
/// <param name="loss">What the loss is called.</param>
internal sealed class PlainTrainingDisplay(TextWriter output, string loss) : ITrainingDisplay
{
    public Task<T> WatchAsync<T>(Func<IProgress<TrainingProgress>, T> fit) => Task.FromResult(fit(new Lines(output, loss)));

    private sealed class Lines(TextWriter output, string loss) : IProgress<TrainingProgress>
    {
        private int _epoch;

        public void Report(TrainingProgress value)
        {
            // The report at the job's end repeats the last epoch's.
            if (value.Epoch <= _epoch)
                return;
            _epoch = value.Epoch;
            double waiting = value.Workers.Sum(w => w.Waiting.TotalSeconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {value.Epoch,3}/{value.Epochs}  train {loss} {value.TrainLoss:0.0000}  {value.UpdatesPerSecond / 1e6:0.0} M updates/s  waited {waiting:0.000} s"));
        }
    }
}
