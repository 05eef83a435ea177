using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// Which examples a block has: short runs of neighbours from all over its shard, others in each epoch, so that sorted data make no difference and
/// memory is still read in pieces. Every example of a shard is in one block of an epoch.
/// </summary>
/// <param name="examples">The examples, cut.</param>
/// <param name="perEpoch">Blocks of a shard's epoch.</param>
/// <param name="runLength">Examples of a run, at most <see cref="ILinearGradient.ExamplesMax"/>.</param>
/// <param name="seed">Decides who meets whom.</param>
internal sealed class GradientBlocks(LinearShards examples, int perEpoch, int runLength, ulong seed)
{
    internal int PerEpoch => perEpoch;

    /// <summary>How many runs a block may have; some may be empty.</summary>
    internal int RunsOf(BlockId block) => (RunsOfShard(block.Shard) + perEpoch - 1) / perEpoch;

    /// <summary>One run of a block.</summary>
    internal (int First, int Count) Run(BlockId block, int number)
    {
        ulong turn = Mix.Hash(Mix.Hash(seed, (ulong)block.Shard), ((ulong)block.Epoch << 32) | (uint)number) % (ulong)perEpoch;
        int run = (number * perEpoch) + (int)(((ulong)block.Index + turn) % (ulong)perEpoch);
        int first = Math.Min(run * runLength, examples.CountOf(block.Shard));
        return (examples.Firsts[block.Shard] + first, Math.Min(runLength, examples.CountOf(block.Shard) - first));
    }

    private int RunsOfShard(int shard) => (examples.CountOf(shard) + runLength - 1) / runLength;
}
