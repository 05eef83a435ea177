namespace Redis.ParameterStore.Tests;

/// <summary>One procedure on its way to its end on a node: what <see cref="RedisDriver.RunAsync"/> does, in virtual time.</summary>
internal sealed class SimulatedRun(SimulatedRedisDriver driver, SimulatedNode node, IProcedure procedure, Action<Exception?> ended)
{
    // Which wait it is in; a wake-up or a time that belongs to an earlier one says nothing.
    private long _wait;
    private bool _isCancelled;

    internal void Start() => Go(ReplyKind.Start, []);

    /// <summary>The procedure takes no further step; a command on its way may still be executed.</summary>
    internal void Cancel() => _isCancelled = true;

    private void Go(ReplyKind kind, BatchAnswer[] answers)
    {
        if (_isCancelled)
            return;
        Step step = procedure.Next(new Reply(kind, node.Now, node.Chance, answers));
        switch (step.Kind)
        {
            case StepKind.Done:
                ended(null);
                break;
            case StepKind.Fail:
                ended(step.Error);
                break;
            case StepKind.Send:
                Send(step.Batches);
                break;
            case StepKind.Do:
                Do(step.Work!);
                break;
            default:
                Wait(step.Signal, step.Condition, step.Until);
                break;
        }
    }

    private void Send(Batch[] batches)
    {
        var answers = new BatchAnswer[batches.Length];
        int missing = batches.Length;
        for (int i = 0; i < batches.Length; i++)
        {
            int at = i;
            driver.Send(node, batches[i], answer =>
            {
                answers[at] = answer;
                if (--missing == 0)
                    Go(ReplyKind.Answered, answers);
            });
        }
    }

    // The work takes time, and others run meanwhile: before it or after it, so that what is not the procedure's own is found out.
    private void Do(Action work)
    {
        long takes = driver.Chance.Next(200_000);
        Exception? error = null;
        void Try()
        {
            try
            {
                work();
            }
            catch (Exception thrown)
            {
                error = thrown;
            }
        }

        bool atOnce = driver.Chance.Next(2) == 0;
        if (atOnce)
            Try();
        node.Post(driver.Time.Now + takes, () =>
        {
            if (!atOnce)
                Try();
            if (error is null)
                Go(ReplyKind.Worked, []);
            else if (!_isCancelled)
                ended(error);
        });
    }

    private void Wait(Signal? signal, Func<bool>? condition, long until)
    {
        long wait = ++_wait;
        void Wake()
        {
            if (_wait != wait)
                return;
            _wait++;
            node.Post(driver.Time.Now, () => Go(ReplyKind.Woken, []));
        }

        signal?.OnNextRaise(Wake, condition);
        long at = node.WorldTimeOf(until);
        if (at == long.MaxValue)
            return;
        node.Post(at, () =>
        {
            if (_wait != wait)
                return;
            _wait++;
            signal?.Forget(Wake);
            Go(ReplyKind.TimeReached, []);
        });
    }
}
