using ParameterStore;

namespace Distributed.Learning.Tests;

public class EpochLedgerTests
{
    [Fact]
    public void A_block_done_again_overwrites_what_it_replaces()
    {
        var ledger = new EpochLedger(shards: 2, blocksPerEpoch: 2, epochs: 1);
        ledger.Record(new BlockId(1, 0, 1), new BlockLoss(5, 2));
        ledger.Record(new BlockId(0, 0, 0), new BlockLoss(1, 1));
        ledger.Record(new BlockId(1, 0, 1), new BlockLoss(7, 2));
        ledger.Close(0).Should().Be(new BlockLoss(8, 3));
    }

    [Fact]
    public void Epochs_are_kept_apart()
    {
        var ledger = new EpochLedger(shards: 1, blocksPerEpoch: 1, epochs: 2);
        ledger.Record(new BlockId(0, 1, 0), new BlockLoss(2, 1));
        ledger.Close(0).Should().Be(default(BlockLoss));
        ledger.Close(1).Should().Be(new BlockLoss(2, 1));
    }

    [Fact]
    public void A_sum_does_not_depend_on_the_order_in_which_blocks_were_done()
    {
        float[] losses = [1e8f, 1f, -1e8f, 0.5f, 3e-5f, 7e6f];
        var forward = new EpochLedger(3, 2, 1);
        var backward = new EpochLedger(3, 2, 1);
        for (int i = 0; i < 6; i++)
        {
            forward.Record(new BlockId(i / 2, 0, i % 2), new BlockLoss(losses[i], 1));
            backward.Record(new BlockId((5 - i) / 2, 0, (5 - i) % 2), new BlockLoss(losses[5 - i], 1));
        }

        BitConverter.DoubleToInt64Bits(backward.Close(0).Sum).Should().Be(BitConverter.DoubleToInt64Bits(forward.Close(0).Sum));
    }
}
