namespace ParameterStore.Tests;

public class InProcessHostGateTests
{
    [Fact]
    public void Nobody_is_released_before_all_workers_have_joined()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(3), workers: 2, shards: 2);
        job.Join();

        job.Ask(0).Should().BeFalse();
        job.Join();

        job.IsWaiting(0).Should().BeFalse();
        job.Ask(1).Should().BeTrue();
    }

    [Fact]
    public void Seats_are_given_in_order()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(3), workers: 3, shards: 3);

        new[] { job.Join(), job.Join(), job.Join() }.Should().Equal(new WorkerId(0, 0), new WorkerId(1, 0), new WorkerId(2, 0));
    }

    [Fact]
    public void A_worker_in_bounds_goes_at_once_and_one_too_far_ahead_waits()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(1), workers: 2, shards: 2, blocks: 4);
        job.Join(2);
        job.Ask(0).Should().BeTrue();
        job.Ask(1).Should().BeTrue();
        job.Work(0);
        job.Ask(0).Should().BeTrue();
        job.Work(0);

        job.Ask(0).Should().BeFalse("it is two clocks ahead");
        job.Work(1);

        job.IsWaiting(0).Should().BeFalse();
        job.Grant(0).Bound.Should().Be(PullBound.AtLeast(3));
    }

    [Fact]
    public void A_step_is_committed_whole_in_seat_order_before_anyone_is_released()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 3, shards: 3, blocks: 2);
        job.Join(3);
        job.Ask(0);
        job.Ask(1);
        job.Ask(2);
        job.Work(2);
        job.Ask(2).Should().BeFalse();
        job.Work(0);
        job.Store.HoldCommit = new();
        job.Work(1);

        job.Ask(1).Should().BeFalse("the step is decided but not in the store yet");
        job.IsWaiting(2).Should().BeTrue();
        job.Store.HoldCommit.SetResult();

        job.Store.Log[^1].Should().Be("commit 0.0@0/0 × 1, 1.0@0/0 × 1, 2.0@0/0 × 1");
        job.Grant(1).Bound.Should().Be(PullBound.Exactly(3));
        job.Grant(2).Bound.Should().Be(PullBound.Exactly(3));
    }

    [Fact]
    public void A_worker_commits_its_own_push_where_the_policy_says_so()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);

        job.Work(0).Should().Be(CommitOutcome.Applied);

        job.Store.Log.Should().Equal("stage 0.0@0/0", "commit 0.0@0/0 × 1");
    }

    [Fact]
    public void A_cancelled_wait_throws_and_keeps_its_place()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0).Should().BeFalse();

        job.CancelWait(0);

        job.Work(1);
        job.Ask(0).Should().BeTrue("it was released meanwhile");
        job.Attempt(0).Clock.Should().Be(1);
    }

    [Fact]
    public void A_worker_may_ask_again_after_a_cancelled_wait_and_go_on_waiting()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0);
        job.CancelWait(0);

        job.Ask(0).Should().BeFalse();
        job.Work(1);

        job.IsWaiting(0).Should().BeFalse();
    }

    [Fact]
    public void A_token_of_a_wait_that_is_over_does_not_end_the_next()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 3);
        using var first = new CancellationTokenSource();
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0, first.Token).Should().BeFalse();
        job.Work(1);
        job.Work(0);
        job.Ask(0).Should().BeFalse();

        first.Cancel();

        job.IsWaiting(0).Should().BeTrue();
    }

    [Fact]
    public void A_token_that_is_cancelled_already_is_noticed_at_the_door()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();

        FluentActions.Invoking(() => job.Ask(0, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Waits_are_timed_by_the_clock_that_was_given()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0);
        job.Time.Advance(TimeSpan.FromSeconds(3));
        job.Work(1);

        job.Host.Statistics.Seats.Should().Equal(
            new SeatStatistics(new(0, 0), 1, TimeSpan.FromSeconds(3), true, 0),
            new SeatStatistics(new(1, 0), 1, TimeSpan.Zero, true, 0));
    }

    [Fact]
    public void Staleness_is_counted_at_each_release()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(2), workers: 2, shards: 2, blocks: 4);
        job.Join(2);
        for (int clock = 0; clock < 3; clock++)
        {
            job.Ask(0);
            job.Work(0);
        }

        job.Ask(1);

        job.Host.Statistics.StalenessHistogram.Take(4).Should().Equal(2, 1, 1, 0);
    }

    [Fact]
    public void A_worker_that_asks_twice_is_refused()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Grant(0);

        FluentActions.Invoking(() => job.Ask(0)).Should().Throw<InvalidOperationException>().WithMessage("*neither pushed this one nor gave it up*");
        job.Ask(1);
        job.Work(0);
        job.Ask(0);
        FluentActions.Invoking(() => job.Ask(0)).Should().Throw<InvalidOperationException>().WithMessage("*waits at the gate already*");
    }

    [Fact]
    public void A_push_that_was_not_pulled_for_is_refused_by_name()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);

        FluentActions.Invoking(() => job.Push(0)).Should().Throw<InvalidOperationException>()
            .WithMessage("seat 0 (incarnation 0), clock 0, try 0: Pushed came; seat 0 (incarnation 0), clock 0, try 0 is next, with Pulled.");
        job.Store.Log.Should().BeEmpty();
        job.Work(0).Should().Be(CommitOutcome.Applied, "the job goes on");
    }

    [Fact]
    public async Task A_push_must_name_the_blocks_that_were_granted()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Pull(0);
        var push = new Push();
        push.Reset(job.Attempt(0), default);

        await FluentActions.Awaiting(() => job.Host.PushAsync(push, default).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("*must name the blocks that were granted*");
    }

    [Fact]
    public void No_more_workers_than_the_limit_may_join()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join(JobOptions.WorkersLimit);

        FluentActions.Invoking(() => job.Join()).Should().Throw<InvalidOperationException>().WithMessage("*1024 workers, the most that it can have*");
    }
}
