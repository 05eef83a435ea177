namespace Distributed.Learning;

/// <summary>
/// Which block of items an example shard does when. Shards of one seat do the same block in a clock, so that the clock pulls and pushes
/// one block's rows only; seats are spread evenly over the blocks, so that seats in step, or a few clocks apart, touch different items
/// (Gemulla et al., "Large-scale matrix factorization with distributed stochastic gradient descent", KDD 2011).
/// </summary>
/// <param name="shards">Example shards.</param>
/// <param name="blocks">Blocks an example shard.</param>
/// <param name="workers">Seats, which hold neighbouring shards.</param>
internal readonly struct BlockRotation(int shards, int blocks, int workers)
{
    /// <summary>The block that a shard does as its <paramref name="index"/>-th of an epoch.</summary>
    internal int BlockAt(int shard, int index)
    {
        int seat = (int)((long)shard * workers / shards);
        return (int)((((long)seat * blocks / workers) + index) % blocks);
    }
}
