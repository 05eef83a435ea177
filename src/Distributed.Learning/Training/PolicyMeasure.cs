using System.Runtime.ExceptionServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Takes the measures that a job's policy wants, where this process is the one to do so: beside the workers, on a thread of its own, so that none waits
/// for it.
/// </summary>
internal sealed class PolicyMeasure(IJobHost host, ILearner learner, TableId[] tables)
{
    private readonly RowSet _allRows = RowSet.Of([.. tables.Select((id, i) => TableRows.All(id, learner.Tables[i].Rows))]);
    private Replica _parameters = new();
    private volatile ExceptionDispatchInfo? _error;

    /// <summary>Refuses a policy that wants what the learner cannot do.</summary>
    /// <exception cref="ArgumentException">Policy and trainer are named, and what to do instead.</exception>
    internal static bool IsWanted(ILearner learner, SyncPolicy policy)
    {
        if (!policy.Create().Traits.Measures)
            return false;
        return learner.CanMeasure
            ? true
            : throw new ArgumentException($"The policy {policy} goes by measured losses, but the trainer '{learner.Name}' has nothing to measure on; hold out a fraction of the training data, give a validation set, or choose another policy.");
    }

    /// <summary>What measuring threw, for a worker to end the job with.</summary>
    internal void ThrowIfFailed() => _error?.Throw();

    /// <summary>Measures until it is cancelled, which is when the workers have left.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                MeasureWish wish = await host.MeasureWantedAsync(cancellationToken).ConfigureAwait(false);
                await host.Store.PullAsync(_parameters, _allRows, wish.Bound, cancellationToken).ConfigureAwait(false);
                await host.MeasureTakenAsync(wish.Id, learner.MeasureSample(_parameters, tables), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (lost is SeatLostException or VersionUnavailableException)
            {
                // Another history now: what is wanted there is another wish.
                _parameters = new();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is JobFailedException or ObjectDisposedException)
            {
                return; // Workers say so themselves.
            }
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
                return;
            }
        }
    }
}
