namespace Redis.ParameterStore;

/// <summary>
/// Sets the time to live of everything that the job needs: long while it is trained, short once it ended. So nothing that is needed ever expires,
/// and what is abandoned does, all together.
/// </summary>
internal sealed class RenewKeys(JobNode node, long milliseconds) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        JobReplica replica = node.Replica;
        IEnumerable<UpdateRef> updates = replica.Updates.Where(u => u.Update is not null).Select(u => u.Update!).Concat(replica.Staged).Concat(replica.Covered).Concat(replica.Garbage).Concat(Owned(replica));
        IEnumerable<BaseRef> bases = new[] { replica.PreviousBase, replica.Base }.OfType<BaseRef>().Concat(replica.OldBases);
        List<string>[] keys = LiveKeys.Of(node.Keys, updates, bases);
        Batch[] batches =
        [
            new(node.Keys.Head, Lane.Control, [.. ControlKeys().Select(k => Command.Expire(k, milliseconds))]),
            .. LiveKeys.ToBatches(node.Keys, keys, some => some.Select(k => Command.Expire(k, milliseconds))),
            .. replica.AllPosted.Select(p => new Batch(node.Keys.RouteOf(p.Member % node.Keys.Shards), Lane.Control, [.. Enumerable.Range(0, Math.Max(1, BlobChunks.Count(p.Posted.Bytes))).Select(chunk => Command.Expire(node.Keys.Posted(p.Member, p.Posted.Number, chunk), milliseconds))])),
        ];
        foreach (Step step in Call(new Delivery(node, batches, "renewing the job's keys")))
            yield return step;
        Result = true;
    }

    private static IEnumerable<UpdateRef> Owned(JobReplica replica) =>
        replica.AllOwned.Select(place => new UpdateRef(place.Member, place.Number, UpdateCodec.Float32, [], [new(place.Shard, place.Bytes)]));

    private IEnumerable<string> ControlKeys()
    {
        yield return node.Keys.Head;
        yield return node.Keys.Log;
        yield return node.Keys.Manifest;
        if (node.Replica.Snapshot is not { } place)
            yield break;
        for (int chunk = 0; chunk < BlobChunks.Count(place.Bytes); chunk++)
            yield return node.Keys.Snapshot(place.Cursor, place.Member, chunk);
    }
}
