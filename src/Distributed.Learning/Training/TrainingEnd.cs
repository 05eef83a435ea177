using ParameterStore;

namespace Distributed.Learning;

/// <summary>What is done when a process's workers have left: the last epochs, the model, the report. The same in every process of the job.</summary>
internal sealed class TrainingEnd(
    IJobHost host, TrainingSettings settings, TableId[] tables, EpochObserver observer, EpochMeasure measure, TrafficCount traffic, TrainingTime time)
{
    internal async Task<TrainingResult> ResultAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await TryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SeatLostException)
            {
                // The process takes part anew: it reads the model again, or waits until others have done again what a failover lost.
            }
        }
    }

    private async Task<TrainingResult> TryAsync(CancellationToken cancellationToken)
    {
        await host.CompletedAsync(cancellationToken).ConfigureAwait(false);
        await observer.FinishAsync(cancellationToken).ConfigureAwait(false);
        JobStatistics job = host.Statistics;
        if (settings.EarlyStopAfterEpochs is not null && measure.Best.Epoch > 0 && job.Stopped is not StopReason.TargetReached)
        {
            (Replica best, TableId[] ids) = await measure.BestParametersAsync(cancellationToken).ConfigureAwait(false);
            return new(best, ids, Report(job, measure.Best.Epoch));
        }

        PullBound bound = job.StoppedAt is { } version ? PullBound.Exactly(version.Index) : PullBound.Newest;
        Replica model = await measure.PullAsync(bound, cancellationToken).ConfigureAwait(false);
        if (job.StoppedAt is { } stop && model.Version != stop)
            throw new SeatLostException($"Job '{host.Manifest.JobId}', fit {host.Manifest.Fit}: it stopped at {stop}, but a failover lost that.");
        return new(model, tables, Report(job, observer.Losses.Count));
    }

    private TrainingReport Report(JobStatistics job, int bestEpoch) => new()
    {
        JobId = host.Manifest.JobId,
        Synchronization = host.Manifest.Policy.ToString(),
        Warnings = settings.Job.Synchronization.Warnings,
        Workers = host.Manifest.Workers,
        StopReason = job.Stopped ?? StopReason.Completed,
        Epochs = observer.Losses.Count,
        BestEpoch = bestEpoch,
        Reading = settings.Reading,
        Training = time.Elapsed,
        Updates = job.Seats.Sum(s => s.Examples),
        Losses = observer.Losses,
        Job = job,
        BytesPulled = traffic.Pulled,
        BytesPushed = traffic.Pushed,
    };
}
