namespace ParameterStore.Tests;

public class InProcessHostEndTests
{
    [Fact]
    public void When_all_blocks_are_done_everybody_gets_the_same_last_version()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 3, blocks: 1);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0).Should().BeFalse("it stands by");
        job.Work(1);
        job.Ask(1).Should().BeTrue();

        StoreVersion version = job.Store.PullAsync(new(), RowSet.Empty, PullBound.Newest, default).Result;
        version.Index.Should().Be(2);
        job.Grant(0).StopAt.Should().Be(version);
        job.Grant(1).StopAt.Should().Be(version);
        job.Host.Statistics.Should().BeEquivalentTo(new { Stopped = StopReason.Completed, BlocksCommitted = 3, BlocksDiscarded = 0, BlocksSkipped = 0 });
        job.Host.EpochsDone.Should().Be(1);
    }

    [Fact]
    public void Epochs_are_done_when_all_of_their_blocks_are()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(3), workers: 2, shards: 2, blocks: 1, epochs: 2);
        job.Join(2);
        job.Ask(0);
        job.Work(0);
        job.Ask(0);
        job.Work(0);
        job.Host.EpochsDone.Should().Be(0);
        job.Ask(1);
        job.Work(1);
        job.Host.EpochsDone.Should().Be(1);
        job.Ask(1);
        job.Work(1);
        job.Host.EpochsDone.Should().Be(2);
    }

    [Fact]
    public void A_stop_wakes_all_with_one_version_and_refuses_later_pushes()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 3);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0).Should().BeFalse();
        job.Pull(1);
        job.Host.IsAborted(job.Attempt(1)).Should().BeFalse();

        job.Host.RequestStop(StopReason.EarlyStop);
        job.Host.RequestStop(StopReason.Cancelled);

        job.Host.IsAborted(job.Attempt(1)).Should().BeTrue("its work can only be lost");
        job.Push(1).Should().Be(CommitOutcome.Fenced);
        job.Ask(1).Should().BeTrue();
        job.Grant(1).StopAt!.Value.Index.Should().Be(1);
        job.Grant(0).StopAt.Should().Be(job.Grant(1).StopAt);
        job.Host.Statistics.Stopped.Should().Be(StopReason.EarlyStop, "the first reason counts");
    }

    [Fact]
    public void An_attempt_given_up_because_of_a_stop_is_no_abort()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Pull(0);
        job.Host.RequestStop(StopReason.TargetReached);

        job.GiveUp(0);

        job.Ask(0).Should().BeTrue();
        job.Grant(0).StopAt.Should().Be(StoreVersion.Zero);
        job.Host.Statistics.Aborts.Should().Be(0);
    }

    [Fact]
    public async Task A_stop_waits_for_the_pushes_that_are_on_their_way_to_the_store()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Pull(0);
        job.Work(1);
        job.Store.HoldCommit = new();
        ValueTask<CommitOutcome> push = job.PushAsync(0);

        job.Host.RequestStop(StopReason.EarlyStop);

        job.Ask(1).Should().BeFalse("the version is not known yet");
        job.Store.HoldCommit.SetResult();
        (await push).Should().Be(CommitOutcome.Applied);
        job.Grant(1).StopAt!.Value.Index.Should().Be(2);
    }

    [Fact]
    public async Task The_version_of_a_stop_is_the_newest_even_if_the_store_s_answers_overtake_one_another()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Pull(0);
        TaskCompletionSource answer = job.Store.HoldAnswer = new();
        ValueTask<CommitOutcome> push = job.PushAsync(0);
        job.Store.HoldAnswer = null;
        job.Work(1);
        answer.SetResult();
        await push;

        job.Host.RequestStop(StopReason.EarlyStop);

        job.Ask(0).Should().BeTrue();
        job.Grant(0).StopAt!.Value.Index.Should().Be(2);
    }

    [Fact]
    public void A_stop_under_bsp_ends_at_the_last_whole_step()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2, blocks: 3);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0);
        job.Host.RequestStop(StopReason.EarlyStop);

        job.Store.Log.Should().Equal("stage 0.0@0/0", "commit 0.0@0/0 × 0");
        job.Grant(0).StopAt!.Value.Index.Should().Be(1);
        job.Host.Statistics.BlocksDiscarded.Should().Be(1);
    }

    [Fact]
    public void Who_joins_after_the_stop_is_told_so()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 1, shards: 1);
        job.Join();
        job.Host.RequestStop(StopReason.Cancelled);
        job.Join();

        job.Ask(1).Should().BeTrue();
        job.Grant(1).StopAt.Should().Be(StoreVersion.Zero);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:0")]
    public void A_worker_that_throws_ends_the_job_with_its_error_for_everybody(string policy)
    {
        var job = new JobWorld(SyncPolicy.Parse(policy).Create(), workers: 3, shards: 3, blocks: 2);
        job.Join(3);
        job.Ask(0);
        job.Ask(1);
        job.Ask(2);
        job.Work(0);
        job.Ask(0).Should().BeFalse();
        job.Pull(1);
        var error = new InvalidDataException("row 7 is odd");

        job.Leave(2, LeaveReason.Died, error);

        foreach (Action later in new Action[] { () => job.Grant(0), () => job.Push(1), () => job.Ask(1), () => job.Join() })
            later.Should().Throw<JobFailedException>()
                .WithMessage("Job 'job', fit 0, failed: the worker of seat 2 (incarnation 0) threw: row 7 is odd")
                .WithInnerException<InvalidDataException>().Which.Should().BeSameAs(error);
        job.Host.IsAborted(job.Attempt(1)).Should().BeTrue();
        job.Leave(1);
        job.Leave(1);
    }

    [Fact]
    public void The_first_error_counts()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2);
        job.Join(2);
        job.Leave(0, LeaveReason.Died, new InvalidDataException("first"));
        job.Leave(1, LeaveReason.Died, new InvalidDataException("second"));

        FluentActions.Invoking(() => job.Join()).Should().Throw<JobFailedException>().WithMessage("*first");
    }

    [Fact]
    public async Task An_error_counts_even_if_the_job_was_about_to_stop()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 2, shards: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Pull(0);
        job.Store.HoldCommit = new();
        ValueTask<CommitOutcome> push = job.PushAsync(0);
        job.Host.RequestStop(StopReason.EarlyStop);
        job.Leave(1, LeaveReason.Died, new InvalidDataException("odd"));
        job.Store.HoldCommit.SetResult();
        await push;

        FluentActions.Invoking(() => job.Ask(0)).Should().Throw<JobFailedException>().WithMessage("*odd");
        job.Host.Statistics.Stopped.Should().BeNull();
    }

    [Fact]
    public void Only_the_dead_leave_with_an_error() =>
        FluentActions.Invoking(() =>
        {
            var job = new JobWorld(new BulkSynchronousPolicy(), workers: 1, shards: 1);
            job.Join();
            job.Leave(0, LeaveReason.Finished, new InvalidDataException());
        }).Should().Throw<ArgumentException>().WithMessage("*Died, not Finished*");

    [Fact]
    public void A_policy_that_breaks_the_life_of_a_clock_fails_the_job()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock + 1, 0), 0, PullBound.Newest));
        }), workers: 1, shards: 1);
        job.Join();

        FluentActions.Invoking(() => job.Ask(0)).Should().Throw<JobFailedException>()
            .WithMessage("*clock 1, try 0: Release came; seat 0 (incarnation 0), clock 0, try 0 is next, with Release*");
    }

    [Fact]
    public void A_store_that_fails_a_step_fails_the_job()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Ask(0);
        job.Store.HoldCommit = new();
        job.Work(1);
        job.Store.HoldCommit.SetException(new IOException("no more room"));

        FluentActions.Invoking(() => job.Grant(0)).Should().Throw<JobFailedException>().WithMessage("*CommitStep failed: no more room").WithInnerException<IOException>();
    }

    [Fact]
    public async Task Disposing_the_host_wakes_who_waits()
    {
        var job = new JobWorld(new BulkSynchronousPolicy(), workers: 2, shards: 2);
        job.Join();
        job.Ask(0);

        await job.Host.DisposeAsync();

        FluentActions.Invoking(() => job.Grant(0)).Should().Throw<JobFailedException>().WithInnerException<ObjectDisposedException>();
    }
}
