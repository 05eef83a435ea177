using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Watches a job's epochs: measures the validation loss, keeps the best epoch's parameters, stops early, reports progress.
/// </summary>
/// <remarks>
/// Epochs are looked at by seat 0 alone, after its pull and before its work. Under BSP that is one exact version, because the step cannot
/// end before seat 0 pushes, so that what is measured (and hence where a job stops) does not depend on threads.
/// </remarks>
internal sealed class EpochObserver
{
    private readonly IJobHost _host;
    private readonly ILearner _learner;
    private readonly TableId[] _tables;
    private readonly TrainingSettings _settings;
    private readonly EpochLedger _ledger;
    private readonly RowSet _allRows;
    private readonly List<EpochLoss> _losses = [];
    private readonly WorkerTally[] _tallies;
    private readonly long _started;
    private BestParameters? _best;
    private long _reportedAt;
    private long _reportedUpdates;

    internal EpochObserver(IJobHost host, ILearner learner, TableId[] tables, TrainingSettings settings)
    {
        _host = host;
        _learner = learner;
        _tables = tables;
        _settings = settings;
        _ledger = new(learner.Shards, learner.BlocksPerEpoch, learner.Epochs);
        _allRows = RowSet.Of([.. tables.Select((id, i) => TableRows.All(id, learner.Tables[i].Rows))]);
        _tallies = new WorkerTally[host.Manifest.Workers];
        _started = _reportedAt = settings.Time.GetTimestamp();
    }

    /// <summary>One worker did one block.</summary>
    internal void Record(WorkerId worker, BlockId block, BlockLoss loss)
    {
        _ledger.Record(block, loss);
        Interlocked.Add(ref _tallies[worker.Seat].Updates, loss.Examples);
    }

    /// <summary>One worker is through.</summary>
    internal void Finished(WorkerSession session)
    {
        Interlocked.Add(ref _tallies[session.Worker.Seat].BytesPulled, session.BytesPulled);
        Interlocked.Add(ref _tallies[session.Worker.Seat].BytesPushed, session.BytesPushed);
    }

    /// <summary>A worker has pulled and is about to work.</summary>
    internal async ValueTask BeforeClockAsync(WorkerId worker)
    {
        if (worker.Seat == 0 && _losses.Count < _host.EpochsDone)
            await CloseEpochsAsync().ConfigureAwait(false);
    }

    /// <summary>All workers left: closes what is left to close and makes the result.</summary>
    internal async Task<TrainingResult> FinishAsync()
    {
        await CloseEpochsAsync().ConfigureAwait(false);
        JobStatistics job = _host.Statistics;
        StopReason reason = job.Stopped ?? StopReason.Completed;
        Replica parameters;
        int bestEpoch = _losses.Count;
        if (_best is { IsEmpty: false } best && _settings.EarlyStopAfterEpochs is not null)
        {
            parameters = best.Parameters;
            bestEpoch = best.Epoch;
        }
        else
        {
            parameters = new Replica();
            await _host.Store.PullAsync(parameters, _allRows, PullBound.Newest, CancellationToken.None).ConfigureAwait(false);
        }

        return new(parameters, _tables, Report(job, reason, bestEpoch));
    }

    private TrainingReport Report(JobStatistics job, StopReason reason, int bestEpoch) => new()
    {
        JobId = _host.Manifest.JobId,
        Synchronization = _host.Manifest.Policy.ToString(),
        Workers = _host.Manifest.Workers,
        StopReason = reason,
        Epochs = _losses.Count,
        BestEpoch = bestEpoch,
        Reading = _settings.Reading,
        Training = _settings.Time.GetElapsedTime(_started),
        Updates = Updates(),
        Losses = _losses,
        Job = job,
        BytesPulled = _tallies.Sum(t => t.BytesPulled),
        BytesPushed = _tallies.Sum(t => t.BytesPushed),
    };

    /// <summary>Only the newest of several closed epochs can be measured: the parameters of the others are gone.</summary>
    private async ValueTask CloseEpochsAsync()
    {
        int done = _host.EpochsDone;
        while (_losses.Count < done)
        {
            int epoch = _losses.Count;
            double validation = double.NaN;
            if (_learner.HasValidation && epoch == done - 1)
                validation = await MeasureAsync(epoch + 1).ConfigureAwait(false);
            _losses.Add(new(epoch + 1, _learner.LossOf(_ledger.SumOf(epoch)), validation));
            Report(_losses[^1]);
        }

        if (_best is not null && _settings.EarlyStopAfterEpochs is int patience && done - _best.Epoch >= patience && done < _learner.Epochs)
            _host.RequestStop(StopReason.EarlyStop);
    }

    private async ValueTask<double> MeasureAsync(int epoch)
    {
        _best ??= new();
        await _host.Store.PullAsync(_best.Candidate, _allRows, PullBound.Newest, CancellationToken.None).ConfigureAwait(false);
        double loss = _learner.Measure(_best.Candidate, _tables);
        _best.Offer(epoch, loss);
        return loss;
    }

    private void Report(EpochLoss loss)
    {
        if (_settings.Job.Progress is null && _settings.OnEpoch is null)
            return;
        long now = _settings.Time.GetTimestamp();
        long updates = Updates();
        double seconds = Math.Max(1e-9, _settings.Time.GetElapsedTime(_reportedAt, now).TotalSeconds);
        JobStatistics job = _host.Statistics;
        var rows = new WorkerProgress[job.Seats.Count];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = new(job.Seats[i].Worker, job.Seats[i].Clocks, i < _tallies.Length ? Interlocked.Read(ref _tallies[i].Updates) : 0, job.Seats[i].Waiting);
        var progress = new TrainingProgress(
            loss.Epoch, _learner.Epochs, _settings.Time.GetElapsedTime(_started, now), loss.Train, loss.Validation, (updates - _reportedUpdates) / seconds, rows);
        (_reportedAt, _reportedUpdates) = (now, updates);
        _settings.OnEpoch?.Invoke(progress);
        _settings.Job.Progress?.Report(progress);
    }

    private long Updates()
    {
        long sum = 0;
        for (int i = 0; i < _tallies.Length; i++)
            sum += Interlocked.Read(ref _tallies[i].Updates);
        return sum;
    }

    private struct WorkerTally
    {
        internal long Updates;
        internal long BytesPulled;
        internal long BytesPushed;
    }
}
