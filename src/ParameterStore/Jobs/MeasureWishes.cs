namespace ParameterStore;

/// <summary>Measures that the policy of a job in this process wants, and who waits for one. Safe for concurrent use; calls nobody under its lock.</summary>
internal sealed class MeasureWishes
{
    private readonly Lock _lock = new();
    private readonly List<MeasureWish> _wanted = [];
    private TaskCompletionSource _changed = New();

    /// <summary>The policy wants one.</summary>
    public void Add(MeasureWish wish)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (!_wanted.Exists(w => w.Id == wish.Id))
                _wanted.Add(wish);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    /// <summary>One was taken.</summary>
    /// <returns>Whether it was still wanted.</returns>
    public bool Take(long id)
    {
        lock (_lock)
            return _wanted.RemoveAll(w => w.Id == id) > 0;
    }

    /// <summary>Waits until one is wanted.</summary>
    public async ValueTask<MeasureWish> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_wanted.Count > 0)
                    return _wanted[0];
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
