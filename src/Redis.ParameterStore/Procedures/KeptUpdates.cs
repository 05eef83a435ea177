namespace Redis.ParameterStore;

/// <summary>
/// The process's own updates: folded from here instead of being fetched, and staged again if a server lost them, until a base covers them or
/// there are too many. Needs the node's lock.
/// </summary>
internal sealed class KeptUpdates
{
    private readonly Dictionary<long, StagedUpdate> _updates = [];
    private readonly Queue<StagedUpdate> _order = new();
    private long _bytes;

    internal void Add(StagedUpdate update)
    {
        _updates.Add(update.Number, update);
        _order.Enqueue(update);
        _bytes += update.Bytes;
    }

    /// <summary>An update that was staged is never committed.</summary>
    internal void Release(long number)
    {
        // Not given back to the pool: should it be committed after all, a fold of it may be under way.
        if (_updates.Remove(number, out StagedUpdate? update))
            (update.IsFolded, update.CommittedAt, update.MaySendLater) = (true, 0, true);
    }

    internal StagedUpdate? Find(long number) => _updates.GetValueOrDefault(number);

    /// <summary>Drops, oldest first, what is folded and covered by a base, or too much.</summary>
    internal void Forget(BaseRef? covered, long bytesMax)
    {
        while (_order.TryPeek(out StagedUpdate? oldest) && oldest is { IsFolded: true, IsSending: false }
            && (_bytes > bytesMax || (covered is not null && oldest.CommittedAt <= covered.Version.Index)))
        {
            _order.Dequeue();
            _updates.Remove(oldest.Number);
            _bytes -= oldest.Bytes;
            oldest.Free();
        }
    }

    internal void Clear()
    {
        // Not given back to the pool: a fold or a send of one may still be under way.
        _updates.Clear();
        _order.Clear();
        _bytes = 0;
    }
}
