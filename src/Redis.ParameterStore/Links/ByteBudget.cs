namespace Redis.ParameterStore;

/// <summary>A semaphore over bytes, first come, first served. Who asks for more than there is at all waits until everything is back.</summary>
internal sealed class ByteBudget(long bytesMax)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource<bool> Ready)> _queue = [];
    private long _taken;

    /// <summary>How many bytes are taken now.</summary>
    internal long Taken => Volatile.Read(ref _taken);

    /// <summary>Takes bytes, at once if there are enough. False: cancelled, and nothing is taken.</summary>
    internal ValueTask<bool> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<(long Bytes, TaskCompletionSource<bool> Ready)> node;
        lock (_lock)
        {
            if (_queue.Count == 0 && Fits_NeedsLock(bytes))
            {
                _taken += bytes;
                return ValueTask.FromResult(true);
            }
            node = _queue.AddLast((bytes, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        return new ValueTask<bool>(QueueAsync(node, cancellationToken));
    }

    internal void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            Admit_NeedsLock();
        }
    }

    private async Task<bool> QueueAsync(LinkedListNode<(long Bytes, TaskCompletionSource<bool> Ready)> node, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => Withdraw(node), null);
        return await node.Value.Ready.Task.ConfigureAwait(false);
    }

    private void Withdraw(LinkedListNode<(long Bytes, TaskCompletionSource<bool> Ready)> node)
    {
        lock (_lock)
        {
            if (node.List is null)
                return;
            _queue.Remove(node);
            node.Value.Ready.SetResult(false);
            Admit_NeedsLock();
        }
    }

    private void Admit_NeedsLock()
    {
        while (_queue.First is { } first && Fits_NeedsLock(first.Value.Bytes))
        {
            _queue.RemoveFirst();
            _taken += first.Value.Bytes;
            first.Value.Ready.SetResult(true);
        }
    }

    private bool Fits_NeedsLock(long bytes) => _taken == 0 || _taken + bytes <= bytesMax;
}
