namespace Redis.ParameterStore;

/// <summary>The keys of blobs, by the slot that they lie in.</summary>
internal static class LiveKeys
{
    // A server does nothing else while it looks up the keys of one command.
    private const int KeysInOneCommand = 32;

    /// <summary>Keys of updates and bases, by parameter shard.</summary>
    internal static List<string>[] Of(KeyNames names, IEnumerable<UpdateRef> updates, IEnumerable<BaseRef> bases)
    {
        var keys = new List<string>[names.Shards];
        for (int shard = 0; shard < keys.Length; shard++)
            keys[shard] = [];
        foreach (UpdateRef update in updates)
            AddUpdate(keys, names, update);
        foreach (BaseRef old in bases)
            for (int shard = 0; shard < keys.Length; shard++)
                for (int chunk = 0; chunk < BlobChunks.Count(old.Bytes[shard]); chunk++)
                    keys[shard].Add(names.Base(shard, old.Generation, old.Member, chunk));
        return keys;
    }

    /// <summary>Batches of commands over the keys, a limited number in each.</summary>
    internal static Batch[] ToBatches(KeyNames names, List<string>[] byShard, Func<string[], IEnumerable<Command>> commands)
    {
        var batches = new List<Batch>();
        for (int shard = 0; shard < byShard.Length; shard++)
            foreach (string[] some in byShard[shard].Chunk(KeysInOneCommand))
                batches.Add(new(names.RouteOf(shard), Lane.Control, [.. commands(some)]));
        return [.. batches];
    }

    private static void AddUpdate(List<string>[] keys, KeyNames names, UpdateRef update)
    {
        for (int shard = 0; shard < keys.Length && shard < update.SharedBytes.Length; shard++)
            for (int chunk = 0; chunk < BlobChunks.Count(update.SharedBytes[shard]); chunk++)
                keys[shard].Add(names.Delta(shard, update.Member, update.Number, chunk));
        foreach (OwnedRef owned in update.Owned)
            for (int chunk = 0; chunk < BlobChunks.Count(owned.Bytes); chunk++)
                keys[owned.Shard % keys.Length].Add(names.Owned(update.Member, update.Number, owned.Shard, chunk));
    }
}
