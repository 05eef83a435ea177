using ParameterStore;

namespace Distributed.Learning;

/// <summary>One fit: opens the job's host, sends its workers through the clocks, and collects the parameters and the report.</summary>
public sealed class TrainingJob
{
    private readonly ILearner _learner;
    private readonly TrainingSettings _settings;

    private TrainingJob(ILearner learner, TrainingSettings settings)
    {
        _learner = learner;
        _settings = settings;
    }

    /// <summary>Trains a learner.</summary>
    /// <exception cref="OperationCanceledException">The job's token was cancelled and its options say to throw.</exception>
    /// <exception cref="JobFailedException">A worker failed; its error is inside.</exception>
    /// <exception cref="ArgumentException">The options do not fit the learner or one another.</exception>
    public static Task<TrainingResult> RunAsync(ILearner learner, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.EarlyStopAfterEpochs is < 1)
            throw new ArgumentException($"Early stop after {settings.EarlyStopAfterEpochs} epochs; say at least 1, or null for never.", nameof(settings));
        if (settings.EarlyStopAfterEpochs is not null && !learner.HasValidation)
            throw new ArgumentException("Early stop needs validation data; hold out a fraction of the training data or give a validation set.", nameof(settings));
        return new TrainingJob(learner, settings).RunAsync();
    }

    private async Task<TrainingResult> RunAsync()
    {
        JobOptions options = _settings.Job;
        options.CancellationToken.ThrowIfCancellationRequested();
        string jobId = options.JobId ?? _learner.Name;
        var manifest = new JobManifest(
            jobId, _settings.Fit, _learner.Shards, _learner.Epochs, _learner.BlocksPerEpoch, Math.Min(_settings.Workers ?? options.WorkersOrDefault, _learner.Shards), options.Synchronization, _learner.Options);

        IJobHost host = await options.Placement.OpenAsync(manifest, _settings.Time, options.CancellationToken).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            var tables = new TableId[_learner.Tables.Count];
            for (int i = 0; i < tables.Length; i++)
                tables[i] = await host.Store.CreateTableAsync(_learner.Tables[i], options.CancellationToken).ConfigureAwait(false);
            var observer = new EpochObserver(host, _learner, tables, _settings);
            await RunWorkersAsync(host, tables, observer).ConfigureAwait(false);
            return await FinishAsync(observer).ConfigureAwait(false);
        }
    }

    /// <summary>The last epochs may be closed here; what throws then is reported as it would be from a worker.</summary>
    private static async Task<TrainingResult> FinishAsync(EpochObserver observer)
    {
        try
        {
            return await observer.FinishAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not JobFailedException)
        {
            throw Failed(error);
        }
    }

    private static JobFailedException Failed(Exception cause) => new($"The training stopped because of an error: {cause.Message}", cause);

    private async Task RunWorkersAsync(IJobHost host, TableId[] tables, EpochObserver observer)
    {
        CancellationToken cancel = _settings.Job.CancellationToken;
        bool keepModel = _settings.Job.OnCancel == CancelBehavior.ReturnModelSoFar;

        // A cancelled job that keeps its model stops at a version; one that throws leaves by the token itself.
        using CancellationTokenRegistration registration = keepModel
            ? cancel.Register(() => host.RequestStop(StopReason.Cancelled))
            : default;
        var workers = new Task[host.Manifest.Workers];
        for (int i = 0; i < workers.Length; i++)
        {
            var loop = new WorkerLoop(host, _learner.CreateWorker(tables), observer);
            workers[i] = loop.StartAsync(keepModel ? CancellationToken.None : cancel);
        }

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
