using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Watches a job's epochs: measures the validation loss, keeps the best epoch's parameters, stops early, reports progress.
/// </summary>
/// <remarks>
/// One worker at a time closes epochs. Where pushes are committed by decision that is seat 0, after its pull and before its work: no step can
/// end before seat 0 pushes, so what is measured is one exact version and does not depend on threads. Where every worker commits its own
/// push, it is whoever's push completed the epoch, so that a slow seat delays neither reports nor an early stop.
/// </remarks>
internal sealed class EpochObserver
{
    private readonly IJobHost _host;
    private readonly ILearner _learner;
    private readonly TableId[] _tables;
    private readonly TrainingSettings _settings;
    private readonly EpochLedger _ledger;
    private readonly ProgressReporter _reporter;
    private readonly RowSet _allRows;
    private readonly bool _commitsByDecision;
    private readonly long _started;
    private readonly List<EpochLoss> _losses = [];
    private BestParameters? _best;
    private int _isClosing;
    private int _closed;

    internal EpochObserver(IJobHost host, ILearner learner, TableId[] tables, TrainingSettings settings)
    {
        _host = host;
        _learner = learner;
        _tables = tables;
        _settings = settings;
        _ledger = new(learner.Shards, learner.BlocksPerEpoch, learner.Epochs);
        _allRows = RowSet.Of([.. tables.Select((id, i) => TableRows.All(id, learner.Tables[i].Rows))]);
        _commitsByDecision = host.Manifest.Policy.Create().Traits.Apply == ApplyMode.ByDecision;
        _started = settings.Time.GetTimestamp();
        _reporter = new(host, settings, _started);
        Tallies = new(host.Manifest.Workers);
    }

    /// <summary>What each seat has done.</summary>
    internal SeatTallies Tallies { get; }

    /// <summary>One worker did one block.</summary>
    internal void Record(WorkerId worker, BlockId block, BlockLoss loss)
    {
        _ledger.Record(block, loss);
        Tallies.Worked(worker, loss.Examples);
    }

    /// <summary>A worker has pulled and is about to work.</summary>
    internal ValueTask BeforeClockAsync(WorkerId worker) =>
        _commitsByDecision && worker.Seat == 0 ? CloseEpochsAsync() : default;

    /// <summary>A worker has pushed.</summary>
    internal ValueTask AfterClockAsync() => _commitsByDecision ? default : CloseEpochsAsync();

    /// <summary>All workers left: closes what is left to close and makes the result.</summary>
    internal async Task<TrainingResult> FinishAsync()
    {
        await CloseEpochsAsync().ConfigureAwait(false);
        JobStatistics job = _host.Statistics;
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

        return new(parameters, _tables, Report(job, bestEpoch));
    }

    private TrainingReport Report(JobStatistics job, int bestEpoch) => new()
    {
        JobId = _host.Manifest.JobId,
        Synchronization = _host.Manifest.Policy.ToString(),
        Workers = _host.Manifest.Workers,
        StopReason = job.Stopped ?? StopReason.Completed,
        Epochs = _losses.Count,
        BestEpoch = bestEpoch,
        Reading = _settings.Reading,
        Training = _settings.Time.GetElapsedTime(_started),
        Updates = Tallies.Updates,
        Losses = _losses,
        Job = job,
        BytesPulled = Tallies.BytesPulled,
        BytesPushed = Tallies.BytesPushed,
    };

    private async ValueTask CloseEpochsAsync()
    {
        // Who finds another at it goes on: the other looks again before it leaves.
        while (Volatile.Read(ref _closed) < _host.EpochsDone && Interlocked.CompareExchange(ref _isClosing, 1, 0) == 0)
        {
            try
            {
                await CloseAsync(_host.EpochsDone).ConfigureAwait(false);
            }
            finally
            {
                Volatile.Write(ref _isClosing, 0);
            }
        }
    }

    /// <summary>Only the newest of several closed epochs can be measured: the parameters of the others are gone.</summary>
    private async ValueTask CloseAsync(int done)
    {
        while (_losses.Count < done)
        {
            int epoch = _losses.Count;
            double validation = double.NaN;
            if (_learner.HasValidation && epoch == done - 1)
                validation = await MeasureAsync(epoch + 1).ConfigureAwait(false);
            _losses.Add(new(epoch + 1, _learner.LossOf(_ledger.Close(epoch)), validation));
            Volatile.Write(ref _closed, _losses.Count);
            _reporter.Report(_losses[^1], Tallies);
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
}
