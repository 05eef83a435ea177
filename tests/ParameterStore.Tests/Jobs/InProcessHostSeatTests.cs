namespace ParameterStore.Tests;

public class InProcessHostSeatTests
{
    [Fact]
    public void A_clock_is_the_next_block_of_every_example_shard_that_a_seat_holds()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(9), workers: 2, shards: 5, blocks: 2, epochs: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Blocks(0).Should().Be("0:0.0 1:0.0");
        job.Blocks(1).Should().Be("2:0.0 3:0.0 4:0.0");
        job.Work(0);
        job.Ask(0);
        job.Blocks(0).Should().Be("0:0.1 1:0.1");
        job.Work(0);
        job.Ask(0);
        job.Blocks(0).Should().Be("0:1.0 1:1.0");
    }

    [Fact]
    public void A_dead_worker_s_shards_go_on_elsewhere_from_the_first_block_that_it_did_not_push()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(9), workers: 3, shards: 6, blocks: 3);
        job.Join(3);
        job.Ask(0);
        job.Ask(1);
        job.Work(1);
        job.Ask(1);
        job.Pull(1);
        job.Leave(1);
        job.Work(0);
        job.Ask(0);

        job.Blocks(0).Should().Be("0:0.1 1:0.1 2:0.1", "of shards 2 and 3 only block 0 was pushed, and one each goes to seats 0 and 2");
        job.Ask(2);
        job.Blocks(2).Should().Be("3:0.1 4:0.0 5:0.0");
        job.Host.AssignmentLog.Skip(6).Should().Equal(new ShardAssign(2, 0, 1), new ShardAssign(3, 2, 1));
        job.Store.Log[^1].Should().NotStartWith("seal");
        job.Store.Log.Should().Contain("seal 1.0");
    }

    [Fact]
    public void What_a_dead_worker_still_sends_is_refused()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(9), workers: 2, shards: 2);
        job.Join(2);
        job.Ask(0);
        job.Pull(0);
        job.Leave(0);

        job.Host.IsAborted(job.Attempt(0)).Should().BeTrue();
        job.Push(0).Should().Be(CommitOutcome.Fenced);
        FluentActions.Invoking(() => job.Ask(0)).Should().Throw<InvalidOperationException>().WithMessage("*is not in job 'job'*");
        job.GiveUp(0);
    }

    [Fact]
    public void A_worker_that_stands_by_takes_over_and_is_counted_again()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2, blocks: 1);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0).Should().BeFalse("it has no blocks left, but others have");
        job.Pull(1);

        job.Leave(1);

        job.IsWaiting(0).Should().BeFalse();
        job.Blocks(0).Should().Be("1:0.0");
        job.Attempt(0).Clock.Should().Be(1, "it goes on at its own clock");
        job.Work(0);
        job.Ask(0);
        job.Grant(0).StopAt!.Value.Index.Should().Be(2);
        job.Store.Committed.Select(c => c.Blocks.Single().Shard).Should().Equal(0, 1);
    }

    [Fact]
    public void One_that_stood_by_for_long_goes_on_at_the_slowest_clock()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 3, shards: 2, blocks: 3);
        job.Join(3);
        job.Ask(2).Should().BeFalse("there are fewer shards than workers");
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Work(1);
        job.Leave(1);

        job.Attempt(2).Clock.Should().Be(1);
        job.Blocks(2).Should().Be("1:0.1");
    }

    [Fact]
    public void A_push_decided_after_its_worker_died_is_committed_before_the_worker_is_sealed()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2, blocks: 1);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(1);
        job.Leave(1);
        job.Work(0);

        job.Store.Log.Should().Equal("stage 1.0@0/0", "stage 0.0@0/0", "commit 0.0@0/0 × 1, 1.0@0/0 × 1", "seal 1.0");
    }

    [Fact]
    public void A_shard_is_taken_over_only_when_its_last_push_is_in_the_store()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 3, shards: 2, blocks: 2);
        job.Join(3);
        job.Ask(0);
        job.Ask(1);
        job.Work(1);
        job.Leave(1);

        job.Ask(2).Should().BeFalse("what shard 1 owns is staged, but not committed");
        job.Work(0);

        job.Grant(2).Bound.Should().Be(PullBound.Exactly(2));
        job.Blocks(2).Should().Be("1:0.1");
    }

    [Fact]
    public async Task A_worker_that_leaves_while_its_push_is_on_its_way_has_pushed()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Pull(0);
        job.Store.HoldCommit = new();
        ValueTask<CommitOutcome> push = job.PushAsync(0);

        job.Leave(0);
        job.Store.Log.Should().NotContain("seal 0.0");
        job.Store.HoldCommit.SetResult();

        (await push).Should().Be(CommitOutcome.Applied);
        job.Host.Statistics.BlocksCommitted.Should().Be(1);
        job.Host.AssignmentLog[^1].Should().Be(new ShardAssign(0, 1, 1));
        job.Store.Log[^1].Should().Be("seal 0.0");
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:0")]
    public void A_push_that_the_store_refuses_is_not_pushed(string policy)
    {
        var job = new JobWorld(SyncPolicy.Parse(policy).Create(), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Store.Refuses = new(0, 0);

        job.Work(0).Should().Be(CommitOutcome.Fenced);

        job.Host.Statistics.Seats[0].Clocks.Should().Be(0);
        job.Store.Log.Should().BeEmpty();
    }

    [Fact]
    public async Task A_push_that_the_store_throws_at_may_be_tried_again()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Pull(0);
        job.Store.HoldStage = new();
        ValueTask<CommitOutcome> push = job.PushAsync(0);
        job.Store.HoldStage.SetException(new InvalidUpdateException("NaN"));
        await FluentActions.Awaiting(() => push.AsTask()).Should().ThrowAsync<InvalidUpdateException>();

        job.Store.HoldStage = null;
        job.Push(0).Should().Be(CommitOutcome.Applied);
    }

    [Fact]
    public void A_joiner_takes_shards_from_the_richest_at_the_slowest_clock()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 4, blocks: 3);
        job.Join();
        job.Ask(0);
        job.Work(0);
        job.Join();
        job.Ask(1).Should().BeFalse("seat 0 holds rows that only it has");
        job.Ask(0);
        job.Blocks(0).Should().Be("0:0.1 1:0.1 2:0.1 3:0.1");
        job.Grant(0).HandsOver.ToArray().Should().Equal(2, 3);
        job.Work(0);
        job.Attempt(1).Should().Be(new AttemptId(new(1, 0), 2, 0));
        job.Blocks(1).Should().Be("2:0.2 3:0.2");
        job.Ask(0);
        job.Blocks(0).Should().Be("0:0.2 1:0.2");
        job.Grant(0).HandsOver.Length.Should().Be(0);
    }

    [Fact]
    public void Shards_in_hand_change_seats_between_blocks()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 2, blocks: 3);
        job.Join();
        job.Ask(0);
        job.Pull(0);
        job.Join();
        job.Ask(1).Should().BeFalse("block 0 of shard 1 is still in the hand of seat 0");
        job.Push(0);
        job.IsWaiting(1).Should().BeTrue("seat 0 did not know that its clock was the last with shard 1");
        job.Ask(0);
        job.Work(0);

        job.Blocks(1).Should().Be("1:0.2");
        job.Ask(0);
        job.Blocks(0).Should().Be("0:0.2");
    }

    [Fact]
    public void A_seat_that_was_left_is_taken_by_its_next_incarnation()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 3);
        job.Join(2);
        job.Ask(0);
        job.Work(0);
        job.Leave(0, LeaveReason.Resigned);

        job.Join().Should().Be(new WorkerId(0, 1));
        job.Ask(0).Should().BeTrue();
        job.Blocks(0).Should().Be("1:0.0");
        job.Host.Statistics.Seats[0].Should().Be(new SeatStatistics(new(0, 1), 1, TimeSpan.Zero, true, 0), "a seat goes on counting");
    }

    [Fact]
    public void Shards_that_nobody_holds_wait_for_the_next_joiner()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 1, shards: 2);
        job.Join();
        job.Ask(0);
        job.Leave(0);

        job.Join();
        job.Ask(0).Should().BeTrue();
        job.Blocks(0).Should().Be("0:0.0 1:0.0");
    }

    [Fact]
    public void One_who_leaves_while_others_gather_does_not_keep_them()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2);
        job.Join();
        job.Leave(0);
        job.Join();

        job.Ask(1).Should().BeTrue();
        job.Blocks(1).Should().Be("0:0.0 1:0.0");
    }

    [Fact]
    public void A_waiting_worker_that_is_made_to_leave_is_woken()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2);
        job.Join();
        job.Ask(0);
        job.Leave(0, LeaveReason.Resigned);

        FluentActions.Invoking(() => job.Grant(0)).Should().Throw<OperationCanceledException>().WithMessage("*left the job while it waited*");
    }
}
