using ParameterStore;

namespace Redis.ParameterStore.Tests;

public sealed class ToyModelTests
{
    private const int All = ToyHost.Shards * ToyHost.BlocksPerShard;

    [Theory]
    [InlineData(1, 0, false, true)]
    [InlineData(0, 1, true, true)]
    [InlineData(0, 1, false, false)]
    [InlineData(0, 0, true, false)]
    [InlineData(2, 0, true, false)]
    public void A_block_that_is_lost_or_there_twice_is_noticed(float there, int discarded, bool mayDiscard, bool isRight)
    {
        float[] shared = new float[All];
        Array.Fill(shared, 1);
        shared[7] = there;
        float[] owned = [.. shared.Chunk(ToyHost.BlocksPerShard).Select(blocks => blocks.Sum())];
        var model = new ToyModel(new(1, 2), 3, shared, owned, new() { Stopped = StopReason.Completed, BlocksCommitted = All - discarded, BlocksDiscarded = discarded }, mayDiscard);
        Action check = () => ToyModel.CheckAll(model);
        if (isRight)
            check.Should().NotThrow();
        else
            check.Should().Throw<Exception>();
    }
}
