namespace Redis.ParameterStore;

/// <summary>
/// Which garbage is old enough to be unlinked. The records that made it garbage may be lost with a master whose replica lacked the newest; then it is
/// needed again, but unlinking is not taken back. So it lies for longer than a replica lags. Needs the node's lock.
/// </summary>
internal sealed class RipeGarbage(JobNode node)
{
    private (int Term, long Token) _of;
    private long _ripeAt;

    /// <summary>How many updates may go, the oldest.</summary>
    internal int Updates { get; private set; }

    /// <summary>Bases of generations under this may go.</summary>
    internal long BasesBefore { get; private set; }

    /// <summary>When to look again, on the node's clock.</summary>
    internal long NextLook => Updates == 0 && BasesBefore == 0 ? long.MaxValue : _ripeAt;

    /// <summary>Whether something may go now. What is not ripe yet is remembered with the time.</summary>
    /// <param name="now">The node's clock.</param>
    /// <param name="least">So many updates are worth it; bases always are.</param>
    internal bool IsThere(long now, int least)
    {
        if (_of != (node.Term, node.LeaseToken))
            (_of, Updates, BasesBefore) = ((node.Term, node.LeaseToken), 0, 0);
        JobReplica replica = node.Replica;
        if (HasNew(least))
        {
            (Updates, _ripeAt) = (replica.Garbage.Count, now + node.Settings.GarbageKept);
            BasesBefore = replica.OldBases.Count == 0 ? 0 : replica.OldBases.Max(b => b.Generation) + 1;
        }
        return NextLook <= now;
    }

    /// <summary>Whether there is garbage of which nobody has noted yet since when.</summary>
    internal bool HasNew(int least) => NextLook == long.MaxValue && (node.Replica.Garbage.Count >= least || node.Replica.OldBases.Count > 0);

    /// <summary>So many updates, and all bases that might, are gone.</summary>
    internal void Removed(int updates) => (Updates, BasesBefore) = (Math.Max(0, Updates - updates), 0);
}
