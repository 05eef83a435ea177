using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker's way through a job: pull, compute, push, until there is no more work.</summary>
/// <remarks>
/// A worker is a thread of its own, which has nothing else to do while it waits. A thread of the pool would be kept from others by policies
/// under which nobody waits, and would be missing where the pool is busy.
/// </remarks>
internal sealed class WorkerLoop(IJobHost host, ILearnerWorker learner, EpochObserver observer)
{
    internal Task StartAsync(CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        WorkerId worker = Wait(host.JoinAsync(cancellationToken));
        try
        {
            var session = new WorkerSession(host, worker);
            Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf = learner.RowsOf;
            while (Wait(session.BeginClockAsync(rowsOf, cancellationToken)))
            {
                Wait(observer.BeforeClockAsync(worker));
                DoClock(session, cancellationToken);
            }

            observer.Tallies.Moved(session.BytesPulled, session.BytesPushed);
            Wait(host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Wait(host.LeaveAsync(worker, LeaveReason.Resigned, null, CancellationToken.None));
            throw;
        }
        catch (Exception error) when (error is not JobFailedException)
        {
            Wait(host.LeaveAsync(worker, LeaveReason.Died, error, CancellationToken.None));
            throw;
        }
    }

    private void DoClock(WorkerSession session, CancellationToken cancellationToken)
    {
        if (!RunBlocks(session, cancellationToken))
        {
            Wait(session.AbortAsync(cancellationToken));
            return;
        }

        Wait(session.ClockAsync(cancellationToken));
        Wait(observer.AfterClockAsync());
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

    private static void Wait(ValueTask task)
    {
        if (task.IsCompleted)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    private static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
