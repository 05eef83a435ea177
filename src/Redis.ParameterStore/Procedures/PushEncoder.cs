using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Makes bytes of pushes: several pushes become one update. Used by one procedure, outside the node's lock.</summary>
internal sealed class PushEncoder(UpdateCodec codec)
{
    private readonly UpdateSum _sum = new();
    private readonly ErrorFeedback? _feedback = codec == UpdateCodec.Float32 ? null : new();

    internal void Encode(IReadOnlyList<PushItem> pushes, StagedUpdate to, IReadOnlyList<TableSpec> specs, int shards)
    {
        to.Codec = codec;
        _sum.Begin(specs);
        foreach (PushItem item in pushes)
            _sum.Add(item.Push);
        for (int shard = 0; shard < shards; shard++)
            UpdateBlob.Encode(to.Shared(shard), _sum.Shared, specs, shard, shards, codec, _feedback);
        foreach (PushItem item in pushes)
            EncodeOwned(item.Push, to, specs);
    }

    private static void EncodeOwned(Push push, StagedUpdate to, IReadOnlyList<TableSpec> specs)
    {
        foreach (BlockId block in push.Blocks)
        {
            // Two blocks of one example shard write its rows once.
            if (to.HasOwned(block.Shard))
                continue;
            OwnedBlob.Encode(to.AddOwned(block.Shard, isPart: !OwnedBlob.IsWhole(push.Tables, specs, block.Shard)), push.Tables, specs, block.Shard);
            to.DropEmptyOwned();
        }
    }
}
