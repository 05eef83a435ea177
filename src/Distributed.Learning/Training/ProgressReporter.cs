using ParameterStore;

namespace Distributed.Learning;

/// <summary>Tells whoever listens how far a job is. Used by one thread at a time.</summary>
internal sealed class ProgressReporter
{
    private readonly IJobHost _host;
    private readonly TrainingSettings _settings;
    private readonly long _started;
    private long _reportedAt;
    private long _reportedUpdates;

    internal ProgressReporter(IJobHost host, TrainingSettings settings, long started)
    {
        _host = host;
        _settings = settings;
        _started = _reportedAt = started;
    }

    internal void Report(EpochLoss loss, SeatTallies tallies)
    {
        if (_settings.Job.Progress is null && _settings.OnEpoch is null)
            return;
        long now = _settings.Time.GetTimestamp();
        long updates = tallies.Updates;
        double seconds = Math.Max(1e-9, _settings.Time.GetElapsedTime(_reportedAt, now).TotalSeconds);
        IReadOnlyList<SeatStatistics> seats = _host.Statistics.Seats;
        var rows = new WorkerProgress[seats.Count];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = new(seats[i].Worker, seats[i].Clocks, tallies.UpdatesOf(i), seats[i].Waiting);
        var progress = new TrainingProgress(
            loss.Epoch,
            _host.Manifest.Epochs,
            _settings.Time.GetElapsedTime(_started, now),
            loss.Train,
            loss.Validation,
            (updates - _reportedUpdates) / seconds,
            rows);
        (_reportedAt, _reportedUpdates) = (now, updates);
        _settings.OnEpoch?.Invoke(progress);
        _settings.Job.Progress?.Report(progress);
    }
}
