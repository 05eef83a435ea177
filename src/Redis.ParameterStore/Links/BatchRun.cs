namespace Redis.ParameterStore;

/// <summary>One batch on its way through a channel: pipelined, with scripts by hash, and as text where a server lacks them.</summary>
internal sealed class BatchRun(CommandChannel channel, Batch batch)
{
    private readonly Task[] _tasks = new Task[batch.Commands.Length];
    private readonly CommandResult[] _results = new CommandResult[batch.Commands.Length];
    private int _from;
    private bool _asText;

    /// <summary>Whether a server named another one that the client library did not go to.</summary>
    internal bool Redirected { get; private set; }

    /// <summary>Whether servers seem to have changed their parts.</summary>
    internal bool MastersMoved { get; private set; }

    /// <summary>Sends and waits. Never throws.</summary>
    /// <param name="timeout">For how long to wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="describe">What an error text says of a failure.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    internal async ValueTask<BatchAnswer> SendAsync(TimeSpan timeout, TimeProvider time, Func<Exception, string> describe, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        do
        {
            Issue();
            Task all = _tasks.Length - _from == 1 ? _tasks[_from] : Task.WhenAll(_tasks.AsSpan(_from));
            TimeSpan left = timeout - time.GetElapsedTime(start);
            await all.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Exception? failure = all.IsCompleted ? Read() : cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(cancellationToken)
                : new TimeoutException($"No answer within {timeout.TotalSeconds:0.#} s.");
            if (failure is null)
                continue;
            Abandon();
            return new BatchAnswer(BatchStatus.Unknown, [], describe(failure));
        }
        while (AScriptIsMissing());
        return new BatchAnswer(BatchStatus.Ok, _results);
    }

    private void Issue()
    {
        for (int i = _from; i < _tasks.Length; i++)
        {
            try
            {
                _tasks[i] = channel.Issue(batch.Commands[i], scriptAsText: _asText && i == _from);
            }
            catch (Exception error)
            {
                _tasks[i] = Task.FromException(error);
            }
        }
    }

    private Exception? Read()
    {
        Exception? failure = null;
        for (int i = _from; i < _tasks.Length; i++)
        {
            Exception? error = Read(i, out _results[i]);
            if (error is null)
                continue;
            if (LinkErrors.IsAnswer(error, out string text))
                _results[i] = CommandResult.Failed(text);
            else
                failure ??= error;
            Redirected |= LinkErrors.IsRedirect(text);
            MastersMoved |= LinkErrors.TellsOfMastersMoved(text);
        }
        return failure;
    }

    private Exception? Read(int index, out CommandResult result)
    {
        Task task = _tasks[index];
        result = default;
        if (!task.IsCompletedSuccessfully)
            return task.Exception?.GetBaseException() ?? new OperationCanceledException();
        try
        {
            result = channel.Read(batch.Commands[index], task);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    // What follows a script that the server lacked is sent again behind it, so that the order holds: commands may be done twice anyway.
    private bool AScriptIsMissing()
    {
        int missing = Array.FindIndex(_results, _from, result => result.Error is { } error && LinkErrors.IsScriptMissing(error));
        if (missing < 0 || (_asText && missing == _from))
            return false;
        for (int i = missing; i < _results.Length; i++)
            _results[i].Lease?.Dispose();
        (_from, _asText) = (missing, true);
        return true;
    }

    private void Abandon()
    {
        for (int i = 0; i < _tasks.Length; i++)
        {
            if (_results[i].Lease is { } lease)
                lease.Dispose();
            else
                _tasks[i].ContinueWith(DropLate, i, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void DropLate(Task _, object? index)
    {
        if (Read((int)index!, out CommandResult late) is null)
            late.Lease?.Dispose();
    }
}
