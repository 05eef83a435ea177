using ParameterStore;

namespace Distributed.Learning;

/// <summary>Tells whoever listens how far a job is. Used by one thread at a time.</summary>
internal sealed class ProgressReporter
{
    private readonly IJobHost _host;
    private readonly TrainingSettings _settings;
    private readonly TrainingTime _time;
    private long? _reportedAt;
    private long _reportedUpdates;

    internal ProgressReporter(IJobHost host, TrainingSettings settings, TrainingTime time)
    {
        _host = host;
        _settings = settings;
        _time = time;
    }

    /// <summary>What was done before this process began is not its rate.</summary>
    internal void Begin() => _reportedUpdates = _host.Statistics.Seats.Sum(s => s.Examples);

    internal void Report(EpochLoss loss)
    {
        if (_settings.Job.Progress is null && _settings.OnEpoch is null)
            return;
        long now = _settings.Time.GetTimestamp();
        double seconds = Math.Max(1e-9, _settings.Time.GetElapsedTime(_reportedAt ?? _time.Began, now).TotalSeconds);
        IReadOnlyList<SeatStatistics> seats = _host.Statistics.Seats;
        long updates = seats.Sum(s => s.Examples);
        var progress = new TrainingProgress(
            loss.Epoch,
            _host.Manifest.Epochs,
            _time.Elapsed,
            loss.Train,
            loss.Validation,
            (updates - _reportedUpdates) / seconds,
            [.. seats.Select(s => new WorkerProgress(s.Worker, s.Clocks, s.Examples, s.Waiting))])
        {
            Gap = loss.Gap,
        };
        (_reportedAt, _reportedUpdates) = (now, updates);
        _settings.OnEpoch?.Invoke(progress);
        _settings.Job.Progress?.Report(progress);
    }
}
