using System.Runtime.ExceptionServices;

namespace Redis.ParameterStore;

/// <summary>
/// Runs procedures over a Redis link: the only file that awaits Redis. One driver is one node: its lock is held whenever a procedure of it
/// takes a reply, and by whoever else touches the node's state. Any number of procedures run on it at once.
/// </summary>
internal sealed class RedisDriver(IRedisLink link, TimeProvider time, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly ByteBudget _data = new(SendLimits.DataBytesInFlightMax);

    /// <summary>Guards the node's state. Under it no input, output or callback into foreign code.</summary>
    internal Lock Lock { get; } = new();

    /// <summary>The node's own clock, as in <see cref="Reply.Now"/>.</summary>
    internal long Now
    {
        get
        {
            (long seconds, long rest) = Math.DivRem(time.GetTimestamp(), time.TimestampFrequency);
            return seconds * 1_000_000_000 + rest * 1_000_000_000 / time.TimestampFrequency;
        }
    }

    /// <summary>Runs a procedure to its end. What it failed with is thrown.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between steps; a command on its way may still be executed.</exception>
    internal async ValueTask<TResult> RunAsync<TResult>(IProcedure<TResult> procedure, CancellationToken cancellationToken)
    {
        ReplyKind reply = ReplyKind.Start;
        BatchAnswer[] answers = [];
        using var waiter = new StepWaiter(this, time);
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                GiveBack(answers);
                cancellationToken.ThrowIfCancellationRequested();
            }
            Step step = Next(procedure, reply, answers, waiter);
            answers = [];
            switch (step.Kind)
            {
                case StepKind.Done:
                    return procedure.Result;
                case StepKind.Fail:
                    ExceptionDispatchInfo.Throw(step.Error!);
                    break;
                case StepKind.Send:
                    answers = await SendAsync(step.Batches, cancellationToken).ConfigureAwait(false);
                    reply = ReplyKind.Answered;
                    break;
                case StepKind.Do:
                    step.Work!();
                    reply = ReplyKind.Worked;
                    break;
                case StepKind.Wait:
                    reply = await waiter.WaitAsync(cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw new InvalidOperationException($"{procedure} returned a step of the unknown kind {step.Kind}.");
            }
        }
    }

    private Step Next(IProcedure procedure, ReplyKind reply, BatchAnswer[] answers, StepWaiter waiter)
    {
        lock (Lock)
        {
            Step step = procedure.Next(new Reply(reply, Now, _chance, answers));
            if (step.Kind == StepKind.Wait)
                // before the lock is given back, so that no raise is missed
                waiter.Arm_NeedsLock(step);
            return step;
        }
    }

    private async ValueTask<BatchAnswer[]> SendAsync(Batch[] batches, CancellationToken cancellationToken)
    {
        if (batches.Length == 1)
            return [await SendAsync(batches[0], cancellationToken).ConfigureAwait(false)];
        var sends = new ValueTask<BatchAnswer>[batches.Length];
        for (int i = 0; i < batches.Length; i++)
            sends[i] = SendAsync(batches[i], cancellationToken);
        var answers = new BatchAnswer[batches.Length];
        for (int i = 0; i < batches.Length; i++)
            answers[i] = await sends[i].ConfigureAwait(false);
        return answers;
    }

    private ValueTask<BatchAnswer> SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        long bytes = SendLimits.BytesOf(batch);
        return batch.Lane == Lane.Control
            ? link.SendAsync(batch, SendLimits.TimeoutOf(batch, bytes), cancellationToken)
            : SendDataAsync(batch, bytes, cancellationToken);
    }

    private async ValueTask<BatchAnswer> SendDataAsync(Batch batch, long bytes, CancellationToken cancellationToken)
    {
        if (!await _data.TakeAsync(bytes, cancellationToken).ConfigureAwait(false))
            return new BatchAnswer(BatchStatus.Unknown, [], "Cancelled before anything was sent.");
        try
        {
            // what is in flight already goes first
            return await link.SendAsync(batch, SendLimits.TimeoutOf(batch, _data.Taken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _data.GiveBack(bytes);
        }
    }

    private static void GiveBack(BatchAnswer[] answers)
    {
        foreach (BatchAnswer answer in answers)
            foreach (CommandResult result in answer.Results)
                result.Lease?.Dispose();
    }
}
