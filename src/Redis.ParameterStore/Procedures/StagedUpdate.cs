namespace Redis.ParameterStore;

/// <summary>An update as bytes: what is set on the parameter shards, and what its pusher keeps.</summary>
/// <param name="number">The member's number for it.</param>
/// <param name="shards">How many parameter shards there are.</param>
internal sealed class StagedUpdate(long number, int shards)
{
    private readonly PooledBytes[] _shared = [.. Enumerable.Range(0, shards).Select(_ => new PooledBytes())];
    private readonly List<(int Shard, PooledBytes Bytes, bool IsPart)> _owned = [];

    internal long Number { get; } = number;

    internal UpdateCodec Codec { get; set; }

    /// <summary>The shared part in one parameter shard; empty if it does not touch it.</summary>
    internal PooledBytes Shared(int shard) => _shared[shard];

    /// <summary>The rows that one example shard owns.</summary>
    /// <param name="exampleShard">Which.</param>
    /// <param name="isPart">Whether some of its rows are not written.</param>
    internal PooledBytes AddOwned(int exampleShard, bool isPart)
    {
        var bytes = new PooledBytes();
        _owned.Add((exampleShard, bytes, isPart));
        return bytes;
    }

    internal bool HasOwned(int exampleShard) => _owned.Exists(o => o.Shard == exampleShard);

    /// <summary>The last owned part turned out empty.</summary>
    internal void DropEmptyOwned()
    {
        if (_owned.Count > 0 && _owned[^1].Bytes.Length == 0)
            _owned.RemoveAt(_owned.Count - 1);
    }

    internal long Bytes => _shared.Sum(b => (long)b.Length) + _owned.Sum(o => (long)o.Bytes.Length);

    /// <summary>The version's index from which on a base covers it.</summary>
    internal long CommittedAt { get; set; } = long.MaxValue;

    /// <summary>Whether it is in the process's own image, or never will be.</summary>
    internal bool IsFolded { get; set; }

    /// <summary>Whether a send of it is under way, which reads its bytes.</summary>
    internal bool IsSending { get; set; }

    internal UpdateRef ToRef(int member) =>
        new(member, Number, Codec, [.. _shared.Select(b => b.Length)], [.. _owned.Select(o => new OwnedRef(o.Shard, o.Bytes.Length, o.IsPart))]);

    /// <summary>All that is to be set, by parameter shard.</summary>
    internal Batch[] ToBatches(KeyNames keys, int member, long timeToLiveMs, int waitReplicas)
    {
        var commands = new List<Command>[shards];
        for (int shard = 0; shard < shards; shard++)
        {
            int at = shard;
            BlobChunks.Set(commands[shard] = [], _shared[shard].Memory, chunk => keys.Delta(at, member, Number, chunk), timeToLiveMs);
        }
        foreach ((int exampleShard, PooledBytes bytes, _) in _owned)
            BlobChunks.Set(commands[exampleShard % shards], bytes.Memory, chunk => keys.Owned(member, Number, exampleShard, chunk), timeToLiveMs);
        return BlobChunks.ToBatches(keys, commands, waitReplicas);
    }

    /// <summary>The client library may still send it, or a fold may be under way: its memory is not used again.</summary>
    internal bool MaySendLater { get; set; }

    /// <summary>Gives the memory back.</summary>
    internal void Free()
    {
        if (MaySendLater)
            return;
        foreach (PooledBytes bytes in _shared)
            bytes.Dispose();
        foreach ((_, PooledBytes bytes, _) in _owned)
            bytes.Dispose();
    }
}
