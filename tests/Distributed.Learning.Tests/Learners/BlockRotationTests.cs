namespace Distributed.Learning.Tests;

public class BlockRotationTests
{
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 8, 8)]
    [InlineData(4, 16, 16)]
    [InlineData(3, 12, 12)]
    [InlineData(2, 5, 3)]
    public void A_shard_does_every_block_once_an_epoch(int workers, int shards, int blocks)
    {
        var rotation = new BlockRotation(shards, blocks, workers);
        for (int shard = 0; shard < shards; shard++)
            Enumerable.Range(0, blocks).Select(i => rotation.BlockAt(shard, i)).Should().BeEquivalentTo(Enumerable.Range(0, blocks));
    }

    [Theory]
    [InlineData(2, 8, 8, 4)]
    [InlineData(4, 16, 16, 4)]
    [InlineData(8, 32, 32, 4)]
    public void Seats_meet_only_when_they_are_as_many_clocks_apart_as_blocks_lie_between_them(int workers, int shards, int blocks, int apart)
    {
        var rotation = new BlockRotation(shards, blocks, workers);
        int perSeat = shards / workers;
        for (int a = 0; a < workers; a++)
        {
            for (int b = 0; b < workers; b++)
            {
                if (a == b)
                    continue;
                for (int lead = 0; lead < apart; lead++)
                    rotation.BlockAt(a * perSeat, lead).Should().NotBe(rotation.BlockAt(b * perSeat, 0), "seats {0} and {1} are {2} clocks apart", a, b, lead);
            }
        }
    }

    [Fact]
    public void Shards_of_one_seat_do_one_block_in_a_clock()
    {
        var rotation = new BlockRotation(shards: 16, blocks: 16, workers: 4);
        for (int seat = 0; seat < 4; seat++)
            Enumerable.Range(seat * 4, 4).Select(shard => rotation.BlockAt(shard, 3)).Distinct().Should().ContainSingle();
    }
}
