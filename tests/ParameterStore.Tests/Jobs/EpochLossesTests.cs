namespace ParameterStore.Tests;

public class EpochLossesTests
{
    [Fact]
    public void A_block_done_again_overwrites_what_it_replaces()
    {
        var losses = new EpochLosses(shards: 2, epochs: 1, blocksPerEpoch: 2);
        losses.Record([new(1, 0, 1), new(0, 0, 0)], [new(5, 2), new(1, 1)]).Should().Be(3);
        losses.Record([new(1, 0, 1)], [new(7, 2)]);
        losses.Close(0);
        losses.SumOf(0).Should().Be(new BlockLoss(8, 3));
    }

    [Fact]
    public void Epochs_are_kept_apart_and_leave_nothing_to_those_that_reuse_their_memory()
    {
        var losses = new EpochLosses(shards: 1, epochs: 3, blocksPerEpoch: 2);
        losses.Record([new(0, 1, 0)], [new(2, 1)]);
        losses.Close(0);
        losses.Close(1);
        losses.Record([new(0, 2, 1)], [new(4, 1)]);
        losses.Close(2);
        Enumerable.Range(0, 3).Select(losses.SumOf).Should().Equal(default(BlockLoss), new(2, 1), new(4, 1));
    }

    [Fact]
    public void A_sum_does_not_depend_on_the_order_in_which_blocks_were_done()
    {
        float[] values = [1e8f, 1f, -1e8f, 0.5f, 3e-5f, 7e6f];
        var forward = new EpochLosses(3, 1, 2);
        var backward = new EpochLosses(3, 1, 2);
        for (int i = 0; i < 6; i++)
        {
            forward.Record([new(i / 2, 0, i % 2)], [new(values[i], 1)]);
            backward.Record([new((5 - i) / 2, 0, (5 - i) % 2)], [new(values[5 - i], 1)]);
        }

        forward.Close(0);
        backward.Close(0);
        BitConverter.DoubleToInt64Bits(backward.SumOf(0).Sum).Should().Be(BitConverter.DoubleToInt64Bits(forward.SumOf(0).Sum));
    }
}
