namespace ParameterStore.Tests;

/// <summary>Decisions that no policy here makes yet, carried out for policies to come.</summary>
public class InProcessHostDecisionTests
{
    private static AttemptId ReadyOf(SyncEvent e) => new(e.Worker, e.Clock, 0);

    [Fact]
    public void A_release_may_be_for_later()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), e.Now + 5_000_000, PullBound.Newest));
        }), workers: 1, shards: 1);
        job.Join();

        job.Ask(0).Should().BeFalse();
        job.Time.Advance(TimeSpan.FromMilliseconds(4));
        job.IsWaiting(0).Should().BeTrue();
        job.Time.Advance(TimeSpan.FromMilliseconds(1));
        job.IsWaiting(0).Should().BeFalse();
    }

    [Fact]
    public void A_stop_does_not_wait_for_a_release_that_is_for_later()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), e.Now + 5_000_000, PullBound.Newest));
            if (e.Kind == SyncEventKind.StopRequested)
                decisions.Add(SyncDecision.Stop(0));
        }), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);

        job.Host.RequestStop(StopReason.EarlyStop);
        job.Time.Advance(TimeSpan.FromSeconds(1));

        job.Grant(0).StopAt.Should().Be(StoreVersion.Zero);
    }

    [Fact]
    public void Timers_ring_at_their_time_unless_cancelled_or_set_anew()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind != SyncEventKind.Joined)
                return;
            decisions.Add(SyncDecision.ArmTimer(1, e.Now + 1_000_000));
            decisions.Add(SyncDecision.ArmTimer(2, e.Now + 2_000_000));
            decisions.Add(SyncDecision.ArmTimer(3, e.Now + 3_000_000));
            decisions.Add(SyncDecision.CancelTimer(2));
            decisions.Add(SyncDecision.ArmTimer(1, e.Now + 4_000_000));
        });
        var job = new JobWorld(policy, workers: 1, shards: 1);
        job.Join();

        job.Time.Advance(TimeSpan.FromSeconds(1));

        policy.Events.Where(e => e.Kind == SyncEventKind.Timer).Select(e => (e.Id, e.Now)).Should().Equal((3, 3_000_000), (1, 4_000_000));
    }

    [Fact]
    public void A_disposed_host_leaves_no_timer_behind()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Joined)
                decisions.Add(SyncDecision.ArmTimer(1, e.Now + 1_000_000));
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), e.Now + 5_000_000, PullBound.Newest));
        }), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Time.ArmedTimers.Should().Be(2);

        job.Host.DisposeAsync().AsTask().Wait();

        job.Time.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public void An_aborted_attempt_is_done_again_with_the_same_blocks_and_no_others()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
            if (e.Kind == SyncEventKind.Pulled && e.Attempt.Try == 0)
                decisions.Add(SyncDecision.Abort(e.Attempt, AbortKind.RedoBlock));
            if (e.Kind == SyncEventKind.Aborted)
                decisions.Add(SyncDecision.Release(e.Attempt with { Try = e.Attempt.Try + 1 }, 0, PullBound.Newest));
        });
        var job = new JobWorld(policy, workers: 2, shards: 4, blocks: 2);
        job.Join(2);
        job.Ask(0);
        job.Host.IsAborted(job.Attempt(0)).Should().BeFalse();
        job.Pull(0);
        job.Host.IsAborted(job.Attempt(0)).Should().BeTrue();
        job.Leave(1);

        job.GiveUp(0);
        job.Ask(0).Should().BeTrue();

        job.Attempt(0).Try.Should().Be(1);
        job.Host.IsAborted(job.Attempt(0)).Should().BeFalse();
        job.Blocks(0).Should().Be("0:0.0 1:0.0");
        job.Work(0).Should().Be(CommitOutcome.Applied);
        job.Host.Statistics.Aborts.Should().Be(1);
        job.Ask(0);
        job.Blocks(0).Should().Be("0:0.1 1:0.1 2:0.0 3:0.0");
    }

    [Fact]
    public void A_skipped_block_is_recorded_and_the_clock_goes_on()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
            if (e.Kind == SyncEventKind.Pulled && e.Clock == 0)
                decisions.Add(SyncDecision.Abort(e.Attempt, AbortKind.SkipBlock));
            if (e.Kind == SyncEventKind.StopRequested)
                decisions.Add(SyncDecision.Stop(1));
        });
        var job = new JobWorld(policy, workers: 1, shards: 1, blocks: 2);
        job.Join();
        job.Ask(0);
        job.Pull(0);
        job.GiveUp(0);
        job.Ask(0);

        job.Attempt(0).Should().Be(new AttemptId(new(0, 0), 1, 0));
        job.Blocks(0).Should().Be("0:0.1");
        job.Work(0);
        job.Ask(0);
        job.Grant(0).StopAt!.Value.Index.Should().Be(1);
        job.Host.Statistics.Should().BeEquivalentTo(new { BlocksSkipped = 1, BlocksCommitted = 1, Aborts = 1 });
    }

    [Fact]
    public void An_abort_that_came_too_late_is_answered_by_the_push()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
            if (e.Kind == SyncEventKind.Pulled)
                decisions.Add(SyncDecision.Abort(e.Attempt, AbortKind.RedoBlock));
        });
        var job = new JobWorld(policy, workers: 1, shards: 1, blocks: 2);
        job.Join();
        job.Ask(0);

        job.Work(0).Should().Be(CommitOutcome.Applied);

        FluentActions.Invoking(() => job.GiveUp(0)).Should().Throw<InvalidOperationException>();
        job.Ask(0).Should().BeTrue();
        job.Host.IsAborted(job.Attempt(0)).Should().BeFalse();
    }

    [Fact]
    public void Giving_up_without_being_asked_is_refused_by_name()
    {
        var job = new JobWorld(new BoundedStalenessPolicy(0), workers: 1, shards: 1);
        job.Join();
        job.Ask(0);
        job.Pull(0);

        FluentActions.Invoking(() => job.GiveUp(0)).Should().Throw<InvalidOperationException>()
            .WithMessage("*seat 0 (incarnation 0), clock 0, try 0: Aborted came, but nobody asked for it*");
        job.Push(0).Should().Be(CommitOutcome.Applied);
    }

    [Fact]
    public void Weights_and_discards_reach_the_store_and_the_counts()
    {
        var pushed = new List<AttemptId>();
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.ByDecision, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
            if (e.Kind == SyncEventKind.StopRequested)
                decisions.Add(SyncDecision.Stop(2));
            if (e.Kind != SyncEventKind.Pushed)
                return;
            pushed.Add(e.Attempt);
            if (pushed.Count < 2)
                return;
            decisions.Add(SyncDecision.Apply(pushed[1], 0.5f));
            decisions.Add(SyncDecision.Discard(pushed[0]));
            decisions.Add(SyncDecision.EndStep());
        }), workers: 2, shards: 2);
        job.Join(2);
        job.Ask(0);
        job.Ask(1);
        job.Work(0);
        job.Work(1);

        job.Store.Log[^1].Should().Be("commit 1.0@0/0 × 0.5, 0.0@0/0 × 0");
        job.Host.Statistics.Should().BeEquivalentTo(new { BlocksCommitted = 1, BlocksDiscarded = 1, Stopped = StopReason.Completed });
    }

    [Fact]
    public void The_step_scale_is_in_the_next_grants()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
            if (e.Kind == SyncEventKind.Pushed)
                decisions.Add(SyncDecision.SetStepScale(0.25f));
        }), workers: 1, shards: 1, blocks: 2);
        job.Join();
        job.Ask(0);
        job.Grant(0).StepScale.Should().Be(1);
        job.Work(0);
        job.Ask(0);
        job.Grant(0).StepScale.Should().Be(0.25f);
    }

    [Fact]
    public async Task A_measure_is_asked_for_until_it_is_taken_and_told_once()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Joined)
                decisions.Add(SyncDecision.Measure(7));
        });
        var job = new JobWorld(policy, workers: 1, shards: 1);
        ValueTask<MeasureWish> first = job.Host.MeasureWantedAsync(CancellationToken.None);
        first.IsCompleted.Should().BeFalse();
        job.Join();

        (await first).Should().Be(new MeasureWish(7, PullBound.Newest));
        (await job.Host.MeasureWantedAsync(CancellationToken.None)).Id.Should().Be(7, "whoever took it may be gone");
        await job.Host.MeasureTakenAsync(7, 0.5, CancellationToken.None);
        await job.Host.MeasureTakenAsync(7, 0.25, CancellationToken.None);
        await job.Host.MeasureTakenAsync(8, 0.125, CancellationToken.None);

        policy.Events.Single(e => e.Kind == SyncEventKind.Measured).Should().BeEquivalentTo(new { Id = 7L, Value = 0.5 });
    }

    [Fact]
    public async Task Who_waits_for_a_wish_can_give_up()
    {
        var job = new JobWorld(new ScriptedPolicy(ScriptedPolicy.OnPush, (_, _) => { }), workers: 1, shards: 1);
        using var stop = new CancellationTokenSource();
        ValueTask<MeasureWish> wish = job.Host.MeasureWantedAsync(stop.Token);
        await stop.CancelAsync();

        await FluentActions.Awaiting(() => wish.AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Events_are_numbered_and_their_time_never_decreases()
    {
        var policy = new ScriptedPolicy(ScriptedPolicy.OnPush, (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(ReadyOf(e), 0, PullBound.Newest));
        });
        var job = new JobWorld(policy, workers: 1, shards: 1, blocks: 2);
        job.Join();
        job.Ask(0);
        job.Time.Advance(TimeSpan.FromMilliseconds(2));
        job.Work(0);

        policy.Events.Select(e => e.Sequence).Should().Equal(1, 2, 3, 4);
        policy.Events.Select(e => e.Now).Should().Equal(0, 0, 2_000_000, 2_000_000);
    }
}
