using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Writes all shared rows at the image's version under new names, then says so in the log. Updates that it covers are unlinked later, by the
/// log's word (<see cref="RemoveGarbage"/>): never before the base is there. Result: whether the log took it.
/// </summary>
internal sealed class WriteBase(JobNode node) : Procedure<bool>
{
    private readonly PooledBytes[] _blobs = [.. Enumerable.Range(0, node.Keys.Shards).Select(_ => new PooledBytes())];

    protected override IEnumerable<Step> Run()
    {
        int term = node.Term;
        long token = node.LeaseToken;
        int member = node.Member;
        StoreImage image = node.Image;
        long generation = node.NextGeneration();
        StoreVersion version = default;
        ulong[] hashes = new ulong[_blobs.Length];
        yield return Step.Do(() => version = Encode(image, hashes));
        if (node.Term != term)
            yield break;
        var commands = new List<Command>[_blobs.Length];
        for (int shard = 0; shard < _blobs.Length; shard++)
        {
            int at = shard;
            BlobChunks.Set(commands[shard] = [], _blobs[shard].Memory, chunk => node.Keys.Base(at, generation, member, chunk), node.Settings.AbandonedMs);
        }
        Batch[] batches = BlobChunks.ToBatches(node.Keys, commands, node.Settings.WaitReplicas);
        var writing = new Delivery(node, batches, "writing a base");
        if (batches.Length > 0)
            foreach (Step step in Call(writing))
                yield return step;
        if (node.Term != term || node.LeaseToken != token || node.Image != image)
            yield break;
        var header = new BaseRef(version, generation, member, [.. _blobs.Select(b => b.Length)], hashes);
        OutboxItem item = node.Append(new BaseWritten(header), new AppendTerms(token));
        while (!item.IsDone)
            yield return Step.Wait(node.Changed);
        Result = item is { IsRefused: false, Error: null, Result.Error: null };
        foreach (PooledBytes blob in _blobs)
            if (!writing.MaySendLater)
                blob.Dispose();
    }

    private StoreVersion Encode(StoreImage image, ulong[] hashes)
    {
        StoreVersion version = image.Read(tables =>
        {
            for (int shard = 0; shard < _blobs.Length; shard++)
                BaseBlob.Encode(_blobs[shard], tables, shard, _blobs.Length);
        });
        for (int shard = 0; shard < hashes.Length; shard++)
            hashes[shard] = BaseBlob.Hash(_blobs[shard].Span);
        return version;
    }
}
