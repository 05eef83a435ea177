namespace Redis.ParameterStore;

/// <summary>
/// Something of one process that procedures wait for. Raising is remembered by nobody: a waiter is woken if it waits, and looks at
/// the state itself. A waiter that said what it waits for is only woken by a raise at which that is so: what becomes so without a raise after it
/// wakes nobody. Needs the node's lock.
/// </summary>
internal sealed class Signal
{
    private List<(Action Wake, Func<bool>? Condition)> _waiters = [];
    private List<(Action Wake, Func<bool>? Condition)> _spare = [];

    /// <summary>
    /// A driver's: called once, at the next raise at which the condition is met, if there is one, under the node's lock; it only notes that the procedure
    /// can go on.
    /// </summary>
    internal void OnNextRaise(Action wake, Func<bool>? condition = null) => _waiters.Add((wake, condition));

    /// <summary>A driver's: the waiter went on by time or was cancelled.</summary>
    internal void Forget(Action wake) => _waiters.RemoveAll(w => w.Wake == wake);

    internal void Raise()
    {
        if (_waiters.Count == 0)
            return;
        (_waiters, _spare) = (_spare, _waiters);
        foreach ((Action wake, Func<bool>? condition) in _spare)
        {
            if (condition is null || condition())
                wake();
            else
                _waiters.Add((wake, condition));
        }

        _spare.Clear();
    }
}
