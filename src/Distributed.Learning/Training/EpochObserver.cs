using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Watches a job's epochs: has the validation loss measured, stops early, reports progress. Every process of a job has one, and all of them come to
/// the same history.
/// </summary>
/// <remarks>
/// One worker at a time closes epochs. Where pushes are committed by decision that is one that has pulled and not worked yet: no step can end before
/// it pushes, so what is measured is one exact version and does not depend on threads; unless steps do not wait for all, where it is whatever version is
/// the newest then. Where every worker commits its own push, it is whoever's push
/// completed the epoch, so that a slow seat delays neither reports nor an early stop.
/// </remarks>
internal sealed class EpochObserver
{
    private readonly IJobHost _host;
    private readonly ILearner _learner;
    private readonly ICertifier? _certifier;
    private readonly TrainingSettings _settings;
    private readonly EpochMeasure _measure;
    private readonly ProgressReporter _reporter;
    private readonly TrainingTime _time;
    private readonly bool _commitsByDecision;
    private readonly List<EpochLoss> _losses = [];
    private int _isClosing;
    private int _closed;

    internal EpochObserver(IJobHost host, ILearner learner, TrainingSettings settings, EpochMeasure measure, TrainingTime time)
    {
        _host = host;
        _learner = learner;
        _certifier = learner as ICertifier;
        _settings = settings;
        _measure = measure;
        _commitsByDecision = host.Manifest.Policy.Create().Traits.Apply == ApplyMode.ByDecision;
        _time = time;
        _reporter = new(host, settings, time);
    }

    /// <summary>The epochs that are closed. Not to be read while workers work.</summary>
    internal IReadOnlyList<EpochLoss> Losses => _losses;

    /// <summary>A worker has pulled and is about to work.</summary>
    internal ValueTask BeforeClockAsync()
    {
        if (_time.Begin())
            _reporter.Begin();
        return _commitsByDecision ? CloseEpochsAsync() : default;
    }

    /// <summary>A worker has pushed.</summary>
    internal ValueTask AfterClockAsync() => _commitsByDecision ? default : CloseEpochsAsync();

    /// <summary>All workers left: closes what is left to close, and waits for what another process has to measure.</summary>
    internal async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        while (_losses.Count < _host.EpochsDone)
        {
            int epoch = _losses.Count;
            if (_learner.HasValidation && await _host.MeasureOfAsync(epoch, cancellationToken).ConfigureAwait(false) is { } posted)
                Close(epoch, posted);
            else if (!await TryCloseAsync(_host.EpochsDone).ConfigureAwait(false))
                throw new InvalidOperationException($"Nobody measured epoch {epoch + 1}, and this process is not the one that has to.");
        }
    }

    private async ValueTask CloseEpochsAsync()
    {
        // Who finds another at it goes on: the other looks again before it leaves.
        bool isClosed = true;
        while (isClosed && Volatile.Read(ref _closed) < _host.EpochsDone && Interlocked.CompareExchange(ref _isClosing, 1, 0) == 0)
        {
            try
            {
                int done = _host.EpochsDone;
                isClosed = await TryCloseAsync(done).ConfigureAwait(false);
                if (isClosed)
                {
                    StopEarly(done);
                    await StopAtTargetAsync(done).ConfigureAwait(false);
                }
            }
            finally
            {
                Volatile.Write(ref _isClosing, 0);
            }
        }
    }

    /// <summary>False: the lead has not measured yet.</summary>
    private async ValueTask<bool> TryCloseAsync(int done)
    {
        while (_losses.Count < done)
        {
            int epoch = _losses.Count;
            if (!_learner.HasValidation)
                Close(epoch, double.NaN);
            else if (_host.MeasureOf(epoch) is { } posted)
                Close(epoch, posted);
            else if (_host.IsLead)
                Close(epoch, await _measure.TakeAsync(epoch, isNewest: epoch == done - 1).ConfigureAwait(false));
            else
                return false;
        }

        return true;
    }

    private void Close(int epoch, double validation)
    {
        _measure.Offer(epoch, validation);
        BlockLoss sums = _host.LossOf(epoch);
        _losses.Add(new(epoch + 1, _learner.LossOf(sums), validation, _certifier?.GapOf(sums) ?? double.NaN));
        Volatile.Write(ref _closed, _losses.Count);
        _reporter.Report(_losses[^1]);
    }

    private void StopEarly(int done)
    {
        if (_host.IsLead && _settings.EarlyStopAfterEpochs is { } patience && done - _measure.Best.Epoch >= patience && done < _learner.Epochs)
            _host.RequestStop(StopReason.EarlyStop);
    }

    /// <summary>Sums of an epoch only guess at the gap; that it is small enough is seen from one version's parameters.</summary>
    private async ValueTask StopAtTargetAsync(int done)
    {
        if (_certifier is not { } certifier || !_host.IsLead || done >= _learner.Epochs || !certifier.MayBeDone(_losses))
            return;
        if (await _measure.CertifyAsync(certifier).ConfigureAwait(false))
            _host.RequestStop(StopReason.TargetReached);
    }
}
