namespace ParameterStore;

/// <summary>A piece of an example shard's epoch: the unit of exactly-once for data.</summary>
/// <param name="Shard">The example shard, from 0.</param>
/// <param name="Epoch">The pass over the data, from 0.</param>
/// <param name="Index">The block within the epoch, from 0.</param>
public readonly record struct BlockId(int Shard, int Epoch, int Index)
{
    /// <summary>The block's number within its shard, counted over all epochs from 0.</summary>
    public static int NumberOf(BlockId block, int blocksPerEpoch) => (block.Epoch * blocksPerEpoch) + block.Index;

    /// <summary>The block of <paramref name="shard"/> with a number counted over all epochs from 0.</summary>
    public static BlockId FromNumber(int shard, int number, int blocksPerEpoch) =>
        new(shard, number / blocksPerEpoch, number % blocksPerEpoch);

    /// <inheritdoc/>
    public override string ToString() => $"block {Index} of epoch {Epoch} of example shard {Shard}";
}
