namespace Redis.ParameterStore;

/// <summary>
/// The coordinator's housekeeping, so that what a job has in Redis stays bounded: folds updates into bases, saves states and trims the log, unlinks
/// what nobody needs, renews the time to live of what is needed. Runs until the node is closed.
/// </summary>
internal sealed class Maintain(JobNode node) : Procedure<bool>
{
    private const int GarbageInOneGo = 256;
    private const int RenewalsPerLife = 4;

    private readonly RipeGarbage _ripe = new(node);
    private long _renewAt;
    private long _failedAt = long.MinValue;
    private long _token;

    protected override IEnumerable<Step> Run()
    {
        while (node.Fatal is null && !node.IsClosing)
        {
            IProcedure<bool>? due = node is { Member: not 0, LeaseToken: > 0 } ? FindDue(Reply.Now) : null;
            if (due is null)
            {
                _token = node.LeaseToken;
                yield return Step.Wait(node.Changed, MayHaveWork, _token == 0 ? long.MaxValue : Math.Max(Reply.Now + 1_000_000, NextLook));
                continue;
            }
            foreach (Step step in Call(due))
                yield return step;

            // What the lease or the log refused is looked at again a little later.
            _failedAt = ((IProcedure<bool>)due).Result ? long.MinValue : Reply.Now + (node.Settings.Lease / 10);
        }
    }

    // What failed, and what is to be renewed, waits for its time.
    private bool MayHaveWork() =>
        node.Fatal is not null || node.IsClosing || node.LeaseToken != _token
        || (node is { Member: not 0, LeaseToken: > 0 } && _failedAt == long.MinValue && (node.Replica.IsSnapshotDue || IsBaseDue || _ripe.HasNew(GarbageInOneGo / 4)));

    private bool IsBaseDue
    {
        get
        {
            JobReplica replica = node.Replica;
            bool isLong = replica.UncompactedBytes > node.Settings.UncompactedBytesMax || replica.Updates.Count > node.Settings.UncompactedUpdatesMax;
            return isLong && node.Image.Version.Index > (replica.Base?.Version.Index ?? 0);
        }
    }

    /// <summary>When something is due, if nothing changes.</summary>
    private long NextLook => _failedAt != long.MinValue ? _failedAt : Math.Min(_renewAt, _ripe.NextLook);

    private IProcedure<bool>? FindDue(long now)
    {
        if (now < _failedAt)
            return null;
        _failedAt = long.MinValue;
        JobReplica replica = node.Replica;
        if (replica.IsSnapshotDue && replica.LastSaved is { } saved)
            return new SaveState(node, saved);
        if (_ripe.IsThere(now, GarbageInOneGo / 4))
            return new RemoveGarbage(node, _ripe, GarbageInOneGo);
        if (now >= _renewAt)
        {
            _renewAt = now + (node.Settings.AbandonedMs * 1_000_000L / RenewalsPerLife);
            return new RenewKeys(node, node.Settings.AbandonedMs);
        }

        // Last: a base may be due again as soon as one is written, and the others are short.
        return IsBaseDue ? new WriteBase(node) : null;
    }
}
