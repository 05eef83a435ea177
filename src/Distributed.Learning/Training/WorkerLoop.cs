using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker's way through a job: pull, compute, push, until there is no more work.</summary>
internal sealed class WorkerLoop(IJobHost host, ILearnerWorker learner, EpochObserver observer)
{
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        WorkerId worker = await host.JoinAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = new WorkerSession(host, worker);
            Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf = learner.RowsOf;
            while (await session.BeginClockAsync(rowsOf, cancellationToken).ConfigureAwait(false))
            {
                await observer.BeforeClockAsync(worker).ConfigureAwait(false);
                if (RunBlocks(session, cancellationToken))
                    await session.ClockAsync(cancellationToken).ConfigureAwait(false);
                else
                    await session.AbortAsync(cancellationToken).ConfigureAwait(false);
            }

            observer.Finished(session);
            await host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.LeaveAsync(worker, LeaveReason.Resigned, null, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception error) when (error is not JobFailedException)
        {
            await host.LeaveAsync(worker, LeaveReason.Died, error, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>False: the policy wants the attempt given up.</summary>
    private bool RunBlocks(WorkerSession session, CancellationToken cancellationToken)
    {
        foreach (BlockId block in session.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (session.IsAborted)
                return false;
            observer.Record(session.Worker, block, learner.Run(block, session));
        }

        return !session.IsAborted;
    }
}
