using Microsoft.ML;
using Microsoft.ML.Distributed;
using ParameterStore;

namespace Benchmarks;

/// <summary>Runs one Fit in this process, which does nothing else, and tells what it kept in memory.</summary>
internal sealed class MemoryChild(int epochs) : IProgress<TrainingProgress>
{
    private const int Rank = 64, Seed = 1;

    private long _readingPeak, _afterReading, _trainingPeak, _atEnd, _peak;
    private bool _forgets;

    public static MemoryReading Run(bool ours, string path, int users, int items, int epochs, int threads)
    {
        MLContext context = new(Seed);
        RatingView view = new(users, items, () => EntryFile.Read(path));
        if (ours)
            return new MemoryChild(epochs).FitOurs(context, view, threads);
        new NativeSide(context, Rank, []).Fit(view, new(0.05f, 0.1f), epochs, threads);
        return new(ResidentMemory.Peak, null, null, null, null);
    }

    /// <summary>Called after every epoch.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.Epoch == 1 && _readingPeak == 0)
        {
            _peak = _readingPeak = ResidentMemory.Peak;
            _afterReading = Settled();
            _forgets = ResidentMemory.ForgetPeak();
        }

        if (value.Epoch == epochs && _atEnd == 0)
        {
            _trainingPeak = ResidentMemory.Peak;
            _atEnd = Settled();
        }
    }

    private MemoryReading FitOurs(MLContext context, RatingView view, int threads)
    {
        context.Distributed().MatrixFactorization(new MatrixFactorizationOptions
        {
            LabelColumnName = RatingView.Label,
            MatrixColumnIndexColumnName = RatingView.User,
            MatrixRowIndexColumnName = RatingView.Item,
            Rank = Rank,
            Epochs = epochs,
            Workers = threads,
            Progress = this,
            Quiet = true,
        }).Fit(view);
        return new(Math.Max(_peak, ResidentMemory.Peak), _readingPeak, _afterReading, _forgets ? _trainingPeak : null, _atEnd);
    }

    private static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ResidentMemory.Now;
    }
}
