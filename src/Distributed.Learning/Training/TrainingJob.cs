using System.Globalization;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>One fit: opens the job's host, sends its workers through the clocks, and collects the parameters and the report.</summary>
public sealed class TrainingJob
{
    private readonly ILearner _learner;
    private readonly TrainingSettings _settings;

    private readonly DataExchange? _exchange;
    private readonly EventRecorder? _recorder;
    private bool _measures;

    private TrainingJob(ILearner learner, TrainingSettings settings, DataExchange? exchange)
    {
        _learner = learner;
        _settings = settings;
        _exchange = exchange;
        _recorder = settings.Job.EventLog is null ? null : new(settings.Job.Synchronization, settings.EventsMax);
    }

    /// <summary>Where the event log goes; null: nowhere.</summary>
    private string? EventLogPath => _settings.Job.EventLog is not { } path || _settings.Fit == 0
        ? _settings.Job.EventLog
        : string.Create(CultureInfo.InvariantCulture, $"{path}.{_settings.Fit}");

    /// <summary>Trains a learner.</summary>
    /// <exception cref="OperationCanceledException">The job's token was cancelled and its options say to throw.</exception>
    /// <exception cref="JobFailedException">A worker failed; its error is inside.</exception>
    /// <exception cref="ArgumentException">The options do not fit the learner or one another.</exception>
    public static Task<TrainingResult> RunAsync(ILearner learner, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(settings);
        return RunAsync(learner, settings, null);
    }

    /// <summary>Trains on examples of which every process has its own: first all of them find out how the examples are cut.</summary>
    internal static async Task<TrainingResult> RunAsync(ILocalSource source, TrainingSettings settings)
    {
        JobOptions options = settings.Job;
        int workers = settings.Workers ?? options.WorkersOrDefault, total = options.Placement.TotalWorkers(workers);
        var manifest = new JobManifest(
            (options.JobId ?? source.Name) + DataExchange.JobIdSuffix, settings.Fit, Shards: total, Epochs: 1, BlocksPerEpoch: 1, workers, options.Synchronization, source.Options)
        {
            DataPlacement = DataPlacement.Local,
        };
        var exchange = new DataExchange(await options.Placement.OpenAsync(manifest, settings.Time, options.CancellationToken).ConfigureAwait(false));
        await using (exchange.ConfigureAwait(false))
        {
            ILearner learner = await source.CutAsync(exchange, workers, total, options.CancellationToken).ConfigureAwait(false);
            return await RunAsync(learner, settings with { Workers = workers }, exchange).ConfigureAwait(false);
        }
    }

    private static Task<TrainingResult> RunAsync(ILearner learner, TrainingSettings settings, DataExchange? exchange)
    {
        if (settings.EarlyStopAfterEpochs is < 1)
            throw new ArgumentException($"Early stop after {settings.EarlyStopAfterEpochs} epochs; say at least 1, or null for never.", nameof(settings));
        if (settings.EarlyStopAfterEpochs is not null && !learner.HasValidation)
            throw new ArgumentException("Early stop needs validation data; hold out a fraction of the training data or give a validation set.", nameof(settings));
        return new TrainingJob(learner, settings, exchange) { _measures = PolicyMeasure.IsWanted(learner, settings.Job.Synchronization) }.RunAsync();
    }

    private bool KeepsModel => _settings.Job.OnCancel == CancelBehavior.ReturnModelSoFar;

    /// <summary>What waits for others end by. A cancelled job that keeps its model stops at a version instead, and still has to get it.</summary>
    private CancellationToken Cancel => KeepsModel ? CancellationToken.None : _settings.Job.CancellationToken;

    private async Task<TrainingResult> RunAsync()
    {
        JobOptions options = _settings.Job;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (EventLogPath is { } path)
            EventRecorder.Prepare(path);
        try
        {
            return Recorded(await TrainAsync(options).ConfigureAwait(false));
        }
        catch
        {
            // What ended the training is told, whatever is wrong with the file; and a training that never began leaves an older log alone.
            if (_recorder is { Count: > 0 })
                SaveLog();
            throw;
        }
    }

    private async Task<TrainingResult> TrainAsync(JobOptions options)
    {
        IJobHost host = await options.Placement.OpenAsync(Manifest(options), _settings.Time, options.CancellationToken).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            await EndExchangeAsync(host, options.CancellationToken).ConfigureAwait(false);
            var tables = new TableId[_learner.Tables.Count];
            for (int i = 0; i < tables.Length; i++)
                tables[i] = await host.Store.CreateTableAsync(_learner.Tables[i], options.CancellationToken).ConfigureAwait(false);
            bool sharesBest = options.Placement.SpansProcesses && _settings.EarlyStopAfterEpochs is not null;
            var measure = new EpochMeasure(host, _learner, tables, sharesBest ? new(host, _learner.Tables, tables) : null);
            var time = new TrainingTime(_settings.Time);
            var observer = new EpochObserver(host, _learner, _settings, measure, time);
            var traffic = new TrafficCount();
            await MeasureWhileAsync(host, tables, measure => RunWorkersAsync(host, tables, new(observer, traffic, measure))).ConfigureAwait(false);
            return await FinishAsync(new(host, _settings, tables, observer, measure, traffic, time)).ConfigureAwait(false);
        }
    }

    /// <summary>Once all processes are here, none needs to know any more what led here.</summary>
    private async ValueTask EndExchangeAsync(IJobHost host, CancellationToken cancellationToken)
    {
        if (_exchange is null)
            return;
        await host.ExchangeAsync("begin", default, cancellationToken).ConfigureAwait(false);
        await _exchange.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private JobManifest Manifest(JobOptions options)
    {
        int workers = Math.Min(_settings.Workers ?? options.WorkersOrDefault, _learner.Shards);
        if (options.DataPlacement == DataPlacement.Local && _exchange is null && options.Placement.TotalWorkers(workers) != workers)
            throw new ArgumentException(
                $"DataPlacement is {nameof(DataPlacement.Local)}, but the trainer '{_learner.Name}' needs all examples in every process; read all of them in each and use {nameof(DataPlacement.Shared)}.", nameof(options));
        return new(options.JobId ?? _learner.Name, _settings.Fit, _learner.Shards, _learner.Epochs, _learner.BlocksPerEpoch, workers, _recorder?.Policy ?? options.Synchronization, Options())
        {
            DataHash = options.Placement.SpansProcesses && _exchange is null ? _learner.HashData() : 0,
            DataPlacement = options.DataPlacement,
            HasDefaultName = options.JobId is null,
            HomeShards = _learner.HomeShards,
            Home = _learner.Home,
        };
    }

    private string Options() => _settings.EarlyStopAfterEpochs is { } patience
        ? string.Create(CultureInfo.InvariantCulture, $"{_learner.Options}, early stop={patience}")
        : _learner.Options;

    /// <summary>The last epochs may be closed here; what throws then is reported as it would be from a worker.</summary>
    private async Task<TrainingResult> FinishAsync(TrainingEnd end)
    {
        try
        {
            return await end.ResultAsync(Cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not JobFailedException && !(error is OperationCanceledException && Cancel.IsCancellationRequested))
        {
            throw Failed(error);
        }
    }

    /// <summary>Writes the event log. A model is worth more than its log: what is wrong with the file is only said.</summary>
    private TrainingResult Recorded(TrainingResult result)
    {
        if (_recorder is null)
            return result;
        string? warning = SaveLog() is { } error
            ? $"The event log was not written to '{EventLogPath}': {error.Message}"
            : _recorder.Left is > 0 and var left
                ? string.Create(CultureInfo.InvariantCulture, $"The event log '{EventLogPath}' holds the first {_recorder.EventsMax:N0} events only; {left:N0} later ones were not kept.")
                : null;
        return warning is null ? result : result with { Report = result.Report with { Warnings = [.. result.Report.Warnings, warning] } };
    }

    private Exception? SaveLog()
    {
        try
        {
            _recorder?.Save(EventLogPath!);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error;
        }
    }

    private static JobFailedException Failed(Exception cause) => new($"The training stopped because of an error: {cause.Message}", cause);

    private async Task MeasureWhileAsync(IJobHost host, TableId[] tables, Func<PolicyMeasure?, Task> run)
    {
        if (!_measures)
        {
            await run(null).ConfigureAwait(false);
            return;
        }

        using var stop = new CancellationTokenSource();
        var measure = new PolicyMeasure(host, _learner, tables);
        Task measuring = measure.RunAsync(stop.Token);
        try
        {
            await run(measure).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await measuring.ConfigureAwait(false);
        }
    }

    private async Task RunWorkersAsync(IJobHost host, TableId[] tables, WorkerDuties duties)
    {
        // A cancelled job that keeps its model stops at a version; one that throws leaves by the token itself.
        using CancellationTokenRegistration registration = KeepsModel
            ? _settings.Job.CancellationToken.Register(() => host.RequestStop(StopReason.Cancelled))
            : default;
        var workers = new Task[host.LocalWorkers];
        for (int i = 0; i < workers.Length; i++)
            workers[i] = new WorkerLoop(host, () => _learner.CreateWorker(tables), duties).StartAsync(Cancel);
        await AllOrFirstCause(workers).ConfigureAwait(false);
    }

    /// <summary>Waits for all, then throws what made the others fail rather than that they failed.</summary>
    private static async Task AllOrFirstCause(Task[] workers)
    {
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (Exception) when (Array.Exists(workers, w => w.IsFaulted))
        {
            Exception[] errors = [.. workers.Where(w => w.IsFaulted).Select(w => w.Exception!.InnerException!)];
            Exception cause = errors.FirstOrDefault(e => e is not JobFailedException) ?? errors[0];
            throw cause as JobFailedException ?? Failed(cause);
        }
    }
}
