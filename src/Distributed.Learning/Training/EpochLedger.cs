using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// What every block of every epoch summed up. A slot a block, so that work done again overwrites what it replaces, and sums are
/// made in one order however the workers were scheduled. Blocks have one writer at a time; reading an epoch is safe once it is done.
/// </summary>
internal sealed class EpochLedger(int shards, int blocksPerEpoch, int epochs)
{
    private readonly BlockLoss[]?[] _epochs = new BlockLoss[]?[epochs];
    private readonly Lock _lock = new();

    internal void Record(BlockId block, BlockLoss loss) => Slots(block.Epoch)[(block.Shard * blocksPerEpoch) + block.Index] = loss;

    /// <summary>The sum over a done epoch's blocks, in the order of shards and indices. The slots are given back: ask once.</summary>
    internal BlockLoss Close(int epoch)
    {
        var sum = default(BlockLoss);
        foreach (BlockLoss loss in Slots(epoch))
            sum += loss;
        Volatile.Write(ref _epochs[epoch], null);
        return sum;
    }

    private BlockLoss[] Slots(int epoch)
    {
        BlockLoss[]? slots = Volatile.Read(ref _epochs[epoch]);
        if (slots is not null)
            return slots;
        lock (_lock)
            return _epochs[epoch] ??= new BlockLoss[shards * blocksPerEpoch];
    }
}
