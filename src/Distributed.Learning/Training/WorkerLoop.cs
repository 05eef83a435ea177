using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker's way through a job: pull, compute, push, until there is no more work.</summary>
/// <remarks>
/// A worker is a thread of its own, which has nothing else to do while it waits. A thread of the pool would be kept from others by policies
/// under which nobody waits, and would be missing where the pool is busy.
/// </remarks>
internal sealed class WorkerLoop(IJobHost host, Func<ILearnerWorker> learner, WorkerDuties duties)
{
    /// <summary>How often a worker may lose its seat and join anew.</summary>
    internal const int RestartsMax = 100;

    internal Task StartAsync(CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        for (int restarts = 0; ; restarts++)
        {
            try
            {
                RunSeat(Wait(host.JoinAsync(cancellationToken)), cancellationToken);
                return;
            }
            catch (SeatLostException lost) when (restarts == RestartsMax)
            {
                throw new JobFailedException(
                    $"Job '{host.Manifest.JobId}', fit {host.Manifest.Fit}: a worker lost its seat and joined anew {RestartsMax} times, the most that is tried; look at the connection to the store, and whether this process stands still for long. The last time: {lost.Message}", lost);
            }
            catch (SeatLostException)
            {
                // What this worker had not pushed is others' work now; it begins again with nothing.
            }
        }
    }

    private void RunSeat(WorkerId worker, CancellationToken cancellationToken)
    {
        try
        {
            RunClocks(new WorkerSession(host, worker), learner(), cancellationToken);
            Wait(host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Wait(host.LeaveAsync(worker, LeaveReason.Resigned, null, CancellationToken.None));
            throw;
        }
        catch (Exception error) when (error is not JobFailedException and not SeatLostException)
        {
            Wait(host.LeaveAsync(worker, LeaveReason.Died, error, CancellationToken.None));
            throw;
        }
    }

    private void RunClocks(WorkerSession session, ILearnerWorker work, CancellationToken cancellationToken)
    {
        try
        {
            Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf = work.RowsOf;
            while (Wait(session.BeginClockAsync(rowsOf, cancellationToken)))
            {
                duties.Measure?.ThrowIfFailed();
                Wait(duties.Observer.BeforeClockAsync());
                DoClock(session, work, cancellationToken);
            }
        }
        finally
        {
            duties.Traffic.Add(session.BytesPulled, session.BytesPushed);
        }
    }

    private void DoClock(WorkerSession session, ILearnerWorker work, CancellationToken cancellationToken)
    {
        if (!RunBlocks(session, work, cancellationToken))
        {
            Wait(session.AbortAsync(cancellationToken));
            return;
        }

        Wait(session.ClockAsync(cancellationToken));
        Wait(duties.Observer.AfterClockAsync());
    }

    /// <summary>False: the policy wants the attempt given up.</summary>
    private static bool RunBlocks(WorkerSession session, ILearnerWorker work, CancellationToken cancellationToken)
    {
        foreach (BlockId block in session.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (session.IsAborted)
                return false;
            session.Record(block, work.Run(block, session));
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
