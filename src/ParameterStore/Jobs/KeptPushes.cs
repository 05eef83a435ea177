namespace ParameterStore;

/// <summary>
/// Copies of staged pushes, where a policy may let a worker go on before its push is decided on: what the worker lent is its working copy, which it
/// goes on changing. Reuses its memory. Safe for concurrent use.
/// </summary>
internal sealed class KeptPushes(IParameterStore store)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AttemptId, KeptPush> _kept = [];
    private readonly Stack<KeptPush> _free = [];

    /// <summary>Copies a push, until its attempt is freed.</summary>
    /// <returns>The copy; the push itself if the store will refuse it.</returns>
    public Push Keep(Push push)
    {
        Free(push.Attempt);
        if (!KeptPush.CanTake(push, store))
            return push;
        KeptPush? kept;
        lock (_lock)
            _free.TryPop(out kept);
        kept ??= new();
        kept.Take(push, store);
        lock (_lock)
            _kept.Add(push.Attempt, kept);
        return kept.Push;
    }

    /// <summary>The attempt was committed, discarded or refused.</summary>
    public void Free(AttemptId attempt)
    {
        lock (_lock)
            if (_kept.Remove(attempt, out KeptPush? kept))
                _free.Push(kept);
    }
}
