using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>All interleavings of small worlds: joins, deaths, resignations, comebacks and a stop at any point.</summary>
public class SmallWorldTests
{
    [Theory]
    [InlineData(2, 3, 0)]
    [InlineData(2, 3, 1)]
    [InlineData(2, 3, int.MaxValue)]
    [InlineData(3, 2, 0)]
    [InlineData(3, 2, 1)]
    public void Bounded_staleness_holds_in_every_interleaving(int workers, int clocks, int staleness)
    {
        var world = new PolicyWorld(new(workers, clocks, staleness, ApplyMode.OnPush, Stops: workers == 2), () => new BoundedStalenessPolicy(staleness));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Bulk_synchronous_steps_hold_in_every_interleaving(int workers, int clocks)
    {
        var world = new PolicyWorld(new(workers, clocks, 0, ApplyMode.ByDecision, Stops: workers == 2), () => new BulkSynchronousPolicy());

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Naive_waiting_holds_back_what_it_should_in_every_interleaving(int workers, int clocks)
    {
        var world = new PolicyWorld(new(workers, clocks, int.MaxValue, ApplyMode.OnPush, Stops: workers == 2, Delay: 5), () => new NaiveWaitPolicy(5));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(2, 4, 3, 0)]
    [InlineData(2, 3, 1, 1)]
    [InlineData(3, 2, 2, 0)]
    public void Elastic_barriers_hold_in_every_interleaving(int workers, int clocks, int lookahead, int losses)
    {
        var world = new PolicyWorld(Elastic(workers, clocks, lookahead, losses), () => new ElasticBspPolicy(lookahead));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(2, 4, 0, 2)]
    [InlineData(2, 4, 1, 1)]
    [InlineData(3, 2, 0, 1)]
    public void Dynamic_staleness_holds_in_every_interleaving(int workers, int clocks, int stalenessMin, int extraMax)
    {
        var world = new PolicyWorld(Dynamic(workers, clocks, stalenessMin, extraMax), () => new DynamicStalenessPolicy(stalenessMin, extraMax));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void A_policy_that_gives_more_clocks_than_it_may_is_found() =>
        Violation(Dynamic(2, 5, 0, 1), () => new DynamicStalenessPolicy(0, 2)).Should().StartWith("Release of seat").And.Contain("2 clocks ahead");

    [Fact]
    public void A_policy_that_makes_those_wait_who_are_near_enough_is_found() =>
        Violation(Dynamic(2, 4, 2, 1), () => new DynamicStalenessPolicy(1, 2)).Should().Contain("waits though it is only 2 ahead");

    [Fact]
    public void A_policy_that_looks_further_ahead_than_it_may_is_found() =>
        Violation(Elastic(2, 5, 2, 0), () => new ElasticBspPolicy(3)).Should().Contain("has begun 2 clocks since the barrier");

    [Fact]
    public void A_policy_without_barriers_is_found() =>
        Violation(Elastic(2, 3, 2, 0), () => new BoundedStalenessPolicy(1)).Should().Contain("clocks since the barrier");

    [Fact]
    public void A_policy_that_goes_on_though_the_barrier_is_late_is_found() =>
        Violation(Elastic(2, 5, 3, 0) with { Stops = false }, () => new Planted(new ElasticBspPolicy(3)) { Hears = e => e.Kind != SyncEventKind.Timer })
            .Should().Contain("though the barrier is late").And.Contain("Timer 3");

    [Fact]
    public void A_policy_that_leaves_one_behind_at_a_barrier_is_found() =>
        Violation(Elastic(2, 3, 3, 0), () => new Planted(new ElasticBspPolicy(3))
        {
            Decides = (_, decisions) =>
            {
                if (decisions.Count(d => d.Kind == SyncDecisionKind.Release) == 2)
                    decisions.RemoveAt(decisions.Count - 1);
            },
        }).Should().StartWith("seat 1 waits at the barrier");

    [Fact]
    public void A_policy_that_holds_back_a_first_release_is_found() =>
        Violation(new(2, 2, int.MaxValue, ApplyMode.OnPush, Delay: 5), () => new Planted(new NaiveWaitPolicy(5))
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [{ Kind: SyncDecisionKind.Release } first])
                    decisions[0] = SyncDecision.Release(first.Attempt, 5, first.Bound);
            },
        }).Should().StartWith("Release of seat").And.Contain("from 5 on instead of 0");

    [Fact]
    public void A_policy_that_forgets_to_hold_back_is_found() =>
        Violation(new(2, 2, int.MaxValue, ApplyMode.OnPush, Delay: 5), () => SyncPolicy.Asynchronous.Create()).Should().Contain("from 0 on instead of 5");

    [Theory]
    [InlineData(2, 2, int.MaxValue, 0)]
    [InlineData(2, 2, 0, 0.4)]
    [InlineData(2, 2, int.MaxValue, 1)]
    public void Speculation_aborts_what_it_should_and_nothing_else_in_every_interleaving(int workers, int clocks, int staleness, double rate)
    {
        var world = new PolicyWorld(Speculative(workers, clocks, staleness, rate), () => Speculation(staleness, rate));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void Three_speculating_workers_abort_what_they_should_in_every_interleaving()
    {
        var world = new PolicyWorld(Speculative(3, 1, 0, 0.4) with { Comebacks = 0, Stops = false }, () => Speculation(0, 0.4));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void A_worker_that_speculates_keeps_its_distance_in_every_interleaving()
    {
        var world = new PolicyWorld(Speculative(2, 3, 1, 0.5) with { Comebacks = 0, Losses = 0, Stops = false, LateRings = 0 }, () => Speculation(1, 0.5));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(500);
    }

    [Fact]
    public void A_policy_that_aborts_at_a_lower_rate_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0.5), () => Speculation(int.MaxValue, 0.4)).Should().StartWith("'redo ").And.Contain("instead of ''");

    [Fact]
    public void A_policy_that_aborts_late_attempts_only_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0.4), () => Speculation(int.MaxValue, 0.5)).Should().StartWith("'' instead of 'redo ");

    [Fact]
    public void A_policy_that_aborts_for_its_own_push_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0) with { AbortTime = null }, () => new Planted(Speculation(int.MaxValue, 0))
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Timer && decisions.Count == 0 && SeatTimer.AttemptOf(e.Id).Clock > 0)
                    decisions.Add(SyncDecision.Abort(SeatTimer.AttemptOf(e.Id), AbortKind.RedoBlock));
            },
        }).Should().Contain("is aborted though it missed no push of another");

    [Fact]
    public void A_policy_that_aborts_a_clock_twice_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0), () => new Planted(Speculation(int.MaxValue, 0))
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Pulled && e.Attempt.Try == 1)
                    decisions.Add(SyncDecision.ArmTimer(SeatTimer.IdOf(e.Attempt), e.Now + AbortTime));
            },
        }).Should().StartWith("1 timers on").And.Contain("try 1");

    [Fact]
    public void A_policy_that_forgets_its_timers_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0), () => new Planted(Speculation(int.MaxValue, 0))
        {
            Decides = (_, decisions) => decisions.RemoveAll(d => d.Kind == SyncDecisionKind.CancelTimer),
        }).Should().StartWith("'' instead of 'cancel ");

    [Fact]
    public void A_policy_that_listens_to_a_cancelled_timer_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0), () => new Planted(Speculation(int.MaxValue, 0))
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Timer && decisions.Count == 0)
                    decisions.Add(SyncDecision.Abort(SeatTimer.AttemptOf(e.Id) with { Try = 0 }, AbortKind.RedoBlock));
            },
        }).Should().NotBeNull();

    [Fact]
    public void A_policy_that_forgets_to_let_a_redo_go_is_found() =>
        Violation(Speculative(2, 2, int.MaxValue, 0), () => new Planted(Speculation(int.MaxValue, 0))
        {
            Decides = (e, decisions) => decisions.RemoveAll(d => e.Kind == SyncEventKind.Aborted && d.Kind == SyncDecisionKind.Release),
        }).Should().Contain("waits though it is only");

    private const long AbortTime = 5;

    private static WorldOptions Speculative(int workers, int clocks, int staleness, double rate) =>
        new(workers, clocks, staleness, ApplyMode.OnPush, Speculates: true, AbortTime: AbortTime, AbortRate: rate);

    private static SpecSyncPolicy Speculation(int staleness, double rate) =>
        new(SpecSyncOptions.Fixed(AbortTime * 1e-6, rate) with { Staleness = staleness == int.MaxValue ? null : staleness });

    [Fact]
    public void A_policy_that_lets_workers_one_too_far_is_found() =>
        Violation(new(2, 3, 1, ApplyMode.OnPush), () => new BoundedStalenessPolicy(2)).Should().StartWith("Release of seat").And.Contain("2 clocks ahead");

    [Fact]
    public void A_policy_that_keeps_workers_too_near_is_found() =>
        Violation(new(2, 3, 1, ApplyMode.OnPush), () => new BoundedStalenessPolicy(0)).Should().Contain("waits though it is only 1 ahead");

    [Fact]
    public void A_policy_that_does_not_look_again_when_someone_leaves_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.OnPush), () => new Planted(new BoundedStalenessPolicy(0))
        {
            Decides = (e, decisions) => decisions.RemoveAll(d => e.Kind == SyncEventKind.Left && d.Kind == SyncDecisionKind.Release),
        }).Should().StartWith("deadlock: every active worker waits; after Joined");

    [Fact]
    public void A_policy_that_forgets_a_leaver_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.OnPush), () => new Planted(new BoundedStalenessPolicy(0))
        {
            Hears = e => e.Kind != SyncEventKind.Left,
        }).Should().NotBeNull();

    [Fact]
    public void A_policy_that_lets_nobody_go_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.OnPush), () => new Planted(new BoundedStalenessPolicy(0))
        {
            Decides = (_, decisions) => decisions.RemoveAll(d => d.Kind == SyncDecisionKind.Release),
        }).Should().StartWith("deadlock");

    [Fact]
    public void A_policy_that_applies_twice_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.ByDecision), () => new Planted(new BulkSynchronousPolicy())
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [{ Kind: SyncDecisionKind.Apply } first, ..])
                    decisions.Insert(0, first);
            },
        }).Should().StartWith("Apply of seat").And.Contain("is decided already");

    [Fact]
    public void A_policy_that_loses_a_push_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.ByDecision), () => new Planted(new BulkSynchronousPolicy())
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [{ Kind: SyncDecisionKind.Apply }, { Kind: SyncDecisionKind.Apply }, ..])
                    decisions.RemoveAt(1);
            },
        }).Should().NotBeNull();

    [Fact]
    public void A_policy_that_discards_without_ending_the_step_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.ByDecision, Stops: false), () => new Planted(new BulkSynchronousPolicy())
        {
            Decides = (_, decisions) => decisions.RemoveAll(d => d.Kind == SyncDecisionKind.EndStep),
        }).Should().StartWith("a step was begun and not ended");

    [Fact]
    public void A_policy_that_commits_in_the_order_of_pushes_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.ByDecision), () => new Planted(new BulkSynchronousPolicy())
        {
            Decides = (_, decisions) =>
            {
                if (decisions is [{ Kind: SyncDecisionKind.Apply } first, { Kind: SyncDecisionKind.Apply } second, ..])
                    (decisions[0], decisions[1]) = (second, first);
            },
        }).Should().StartWith("a step is not in ascending seat order");

    [Fact]
    public void A_policy_that_releases_after_the_stop_is_found() =>
        Violation(new(2, 2, 3, ApplyMode.OnPush), () => new Planted(new BoundedStalenessPolicy(3))
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Ready && decisions.Count == 0)
                    decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock, 0), 0, PullBound.AtLeast(0)));
            },
        }).Should().StartWith("Release of seat").And.Contain("after the stop");

    [Fact]
    public void A_policy_that_forgets_when_it_is_saved_is_found() =>
        Violation(new(2, 2, 0, ApplyMode.ByDecision), () => new Forgetful()).Should().StartWith("the event is refused").And.Contain("not in the job");

    [Fact]
    public void A_policy_that_saves_more_than_its_state_is_found() =>
        Violation(new(2, 2, 3, ApplyMode.OnPush), () => new Planted(new BoundedStalenessPolicy(3)) { SavesItsHistory = true })
            .Should().StartWith("the same state saves other bytes");

    private static WorldOptions Elastic(int workers, int clocks, int lookahead, int losses) =>
        new(workers, clocks, int.MaxValue, ApplyMode.OnPush, Comebacks: losses, losses, Stops: workers == 2, FreeUpTo: -1, Tick: 1, Lookahead: lookahead, Remembers: true);

    private static WorldOptions Dynamic(int workers, int clocks, int stalenessMin, int extraMax) =>
        new(workers, clocks, stalenessMin + extraMax, ApplyMode.OnPush, Comebacks: 3 - workers, Losses: 3 - workers, Stops: workers == 2, FreeUpTo: stalenessMin, Tick: 1, Remembers: true);

    private static string? Violation(WorldOptions options, Func<ISyncPolicy> create) => new PolicyWorld(options, create).Explore();

    /// <summary>A policy whose saved state is that of one to which nothing has happened.</summary>
    private sealed class Forgetful : ISyncPolicy
    {
        private readonly BulkSynchronousPolicy _inner = new();

        public SyncTraits Traits => _inner.Traits;

        public void On(in SyncEvent e, ICollection<SyncDecision> decisions) => _inner.On(e, decisions);

        public void Save(IBufferWriter<byte> to) => new BulkSynchronousPolicy().Save(to);

        public void Load(ReadOnlySpan<byte> from) => _inner.Load(from);
    }
}
