namespace ParameterStore.Tests;

public class ShardAssignmentTests
{
    [Theory]
    [InlineData(7, 3, "0:0 1:0 2:1 3:1 4:2 5:2 6:2")]
    [InlineData(4, 4, "0:0 1:1 2:2 3:3")]
    [InlineData(5, 1, "0:0 1:0 2:0 3:0 4:0")]
    public void Seats_start_with_contiguous_runs_of_about_equal_length(int shards, int seats, string holders)
    {
        var assignment = new ShardAssignment(shards, 1, 1, seats);

        string.Join(' ', assignment.Log.Select(a => $"{a.Shard}:{a.Seat}")).Should().Be(holders);
        assignment.Log.Should().OnlyContain(a => a.FromBlock == 0);
    }

    [Fact]
    public void Blocks_come_in_order_through_the_epochs_and_then_there_is_no_work()
    {
        var assignment = new ShardAssignment(1, epochs: 2, blocksPerEpoch: 2, seats: 1);
        var done = new List<BlockId>();
        while (assignment.HasWork(0))
        {
            done.AddRange(assignment.Take(0).Blocks.ToArray());
            assignment.Finish(0, isUndecided: false);
        }

        done.Should().Equal(new BlockId(0, 0, 0), new(0, 0, 1), new(0, 1, 0), new(0, 1, 1));
    }

    [Fact]
    public void What_a_leaver_had_in_hand_is_done_again_by_who_has_least_to_do()
    {
        var assignment = new ShardAssignment(3, 1, 4, 3);
        assignment.Take(2);
        assignment.Finish(2, isUndecided: false);
        assignment.Take(1);

        assignment.Leave(1);

        assignment.Log[^1].Should().Be(new ShardAssign(1, 2, 0));
        assignment.InHand(1).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_finished_shard_stays_where_it_is()
    {
        var assignment = new ShardAssignment(2, 1, 1, 2);
        assignment.Take(0);
        assignment.Finish(0, isUndecided: false);

        assignment.Leave(0);

        assignment.Log.Should().HaveCount(2);
        assignment.HasWork(1).Should().BeTrue();
    }

    [Fact]
    public void A_shard_on_its_way_stays_if_the_joiner_leaves_again()
    {
        var assignment = new ShardAssignment(2, 1, 2, 1);
        assignment.Take(0);
        assignment.Join(1);
        assignment.Leave(1);

        assignment.Finish(0, isUndecided: false).Should().BeFalse();

        assignment.Take(0).Blocks.Length.Should().Be(2);
    }

    [Fact]
    public void A_shard_on_its_way_arrives_though_its_holder_leaves()
    {
        var assignment = new ShardAssignment(2, 1, 2, 1);
        assignment.Take(0);
        assignment.Join(1);

        assignment.Leave(0);

        assignment.Take(1).Blocks.ToArray().Should().Equal(new BlockId(0, 0, 0), new(1, 0, 0));
    }

    [Fact]
    public void A_joiner_leaves_the_richest_a_block_that_it_can_begin()
    {
        var assignment = new ShardAssignment(2, 1, 3, 2);
        assignment.Take(0);
        assignment.Finish(0, isUndecided: true);
        assignment.Leave(0);

        assignment.Join(2);

        assignment.Log[^1].Should().Be(new ShardAssign(0, 2, 1), "it is shard 1 that seat 1 can go on with at once");
        assignment.HasWork(1).Should().BeTrue();
        assignment.HasWork(2).Should().BeFalse();
        assignment.Decided([new BlockId(0, 0, 0)]).Should().BeTrue();
        assignment.HasWork(2).Should().BeTrue();
    }

    [Fact]
    public void Seats_share_the_shards_of_their_own_home_and_never_hold_anothers()
    {
        var assignment = new ShardAssignment(6, 1, 2, seats: 3, homeShards: [0, 4]);
        assignment.Join(0, home: 0, most: 2);
        assignment.Join(1, home: 1, most: 2);
        assignment.Join(2, home: 0, most: 2);
        Holders(assignment).Should().Be("0 0 2 2 1 1");

        assignment.Take(0);
        assignment.Leave(0);
        Holders(assignment).Should().Be("2 2 2 2 1 1", "what a seat leaves goes to its home's others");
        assignment.Leave(2);
        Holders(assignment).Should().Be("-1 -1 -1 -1 1 1", "nobody else has the examples");
        (assignment.HasBlocksLeft(0), assignment.HasWork(1)).Should().Be((true, true));
        assignment.Join(0, home: 0);
        Holders(assignment).Should().Be("0 0 0 0 1 1");
        assignment.Join(3, home: 1);
        Holders(assignment).Should().Be("0 0 0 0 1 3", "a joiner takes from the richest of its own home only");

        assignment.Take(0);
        assignment.Finish(0, isUndecided: false);
        assignment.HasBlocksLeft(0).Should().BeTrue();
        assignment.Take(0);
        assignment.Finish(0, isUndecided: false);
        (assignment.HasBlocksLeft(0), assignment.HasBlocksLeft(1)).Should().Be((false, true));
    }

    private static string Holders(ShardAssignment assignment) => string.Join(' ', Enumerable.Range(0, 6).Select(assignment.HolderOf));
}
