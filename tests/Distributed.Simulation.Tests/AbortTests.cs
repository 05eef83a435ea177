using ParameterStore;

namespace Distributed.Simulation.Tests;

public sealed class AbortTests
{
    private const long HalfClock = 500_000_000;

    [Fact]
    public void A_block_that_is_redone_takes_the_same_time_and_the_same_batch()
    {
        SimulationOptions options = Options() with { Workers = 1, ClocksPerWorker = 3 };
        SimulationResult plain = VirtualCluster.Run(options), redone = VirtualCluster.Run(options, AbortsOnce(AbortKind.RedoBlock));
        redone.Aborts.Should().Be(3);
        redone.Pulls.Should().Be(6);
        redone.Pushes.Should().Be(3);
        redone.AbortedNs.Should().Be(3 * HalfClock);
        redone.ComputedNs.Should().Be(plain.ComputedNs);
        redone.ParametersHash.Should().Be(plain.ParametersHash, "a lone worker's fresh parameters are the old ones");
    }

    [Fact]
    public void A_block_that_is_skipped_is_not_pushed()
    {
        SimulationResult skipped = VirtualCluster.Run(Options() with { ClocksPerWorker = 3 }, AbortsOnce(AbortKind.SkipBlock));
        skipped.Aborts.Should().Be(12);
        skipped.Pushes.Should().Be(0);
        skipped.Clocks.Should().Be(12);
    }

    [Fact]
    public void An_abort_that_comes_after_the_push_began_is_answered_by_the_push()
    {
        SimulationOptions options = Options() with { Network = new() { DecisionDelayNs = 100_000_000, EventDelayNs = 50_000_000 } };
        SimulationResult result = VirtualCluster.Run(options, AbortsOnce(AbortKind.RedoBlock, after: 900_000_000));
        result.Aborts.Should().BePositive();
        result.Pushes.Should().BeGreaterThan(result.Aborts);
    }

    [Fact]
    public void An_abort_that_overtakes_the_pull_is_answered_once_it_is_done()
    {
        var eager = new ScriptedPolicy(ScriptedPolicy.OnPush(aborts: true), (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Ready && e.Clock % 2 == 0)
                decisions.Add(SyncDecision.Abort(new(e.Worker, e.Clock, 0), AbortKind.SkipBlock));
        });
        SimulationResult result = VirtualCluster.Run(Options() with { ClocksPerWorker = 4 }, eager);
        result.Aborts.Should().Be(8);
        result.AbortedNs.Should().Be(0);
        result.Pushes.Should().Be(8);
    }

    [Fact]
    public void What_is_discarded_makes_nobody_stale()
    {
        var traits = new SyncTraits(ApplyMode.ByDecision, PullMode.Newest, Aborts: false, Weights: true, int.MaxValue);
        int pushed = 0, applied = 0;
        var choosy = new ScriptedPolicy(traits, (e, decisions) =>
        {
            if (e.Kind != SyncEventKind.Pushed)
                return;
            bool isApplied = pushed++ % 2 == 0;
            applied += isApplied ? 1 : 0;
            decisions.Add(isApplied ? SyncDecision.Apply(e.Attempt, 0.5f) : SyncDecision.Discard(e.Attempt));
            decisions.Add(SyncDecision.EndStep());
        })
        { StopsAt = () => pushed };
        SimulationResult result = VirtualCluster.Run(Options() with { Workers = 8 }, choosy);
        result.Discards.Should().Be(pushed - applied).And.BePositive();
        result.Staleness.Sum(each => each.Pushes).Should().Be(applied);
        result.MeanStaleness.Should().BeInRange(2, 5, "about half of seven others");
    }

    [Fact]
    public void A_timer_that_was_cancelled_or_set_anew_rings_only_for_its_last_time()
    {
        var rung = new List<(long Id, long Now)>();
        var timed = new ScriptedPolicy(ScriptedPolicy.OnPush(), (e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Timer)
                rung.Add((e.Id, e.Now));
            if (e is not { Kind: SyncEventKind.Joined, Worker.Seat: 0 })
                return;
            decisions.Add(SyncDecision.ArmTimer(1, 100));
            decisions.Add(SyncDecision.ArmTimer(2, 200));
            decisions.Add(SyncDecision.ArmTimer(1, 300));
            decisions.Add(SyncDecision.CancelTimer(2));
            decisions.Add(SyncDecision.Measure(5));
        });
        SimulationResult result = VirtualCluster.Run(Options() with { RecordsLog = true }, timed);
        rung.Should().Equal((1, 300));
        SyncEvent measured = result.Log!.Entries.Single(entry => entry.Event.Kind == SyncEventKind.Measured).Event;
        measured.Id.Should().Be(5);
        measured.Value.Should().BeApproximately(Math.Log(2), 1e-6);
    }

    private static SimulationOptions Options() => Small.Options("asp", workers: 4) with { Time = new() { Noise = TimeNoise.None, SlowShare = 0.2, SlowMin = 1.5 } };

    private static ScriptedPolicy AbortsOnce(AbortKind kind, long after = HalfClock)
    {
        var pulled = new Dictionary<int, AttemptId>();
        ScriptedPolicy policy = null!;
        return policy = new ScriptedPolicy(ScriptedPolicy.OnPush(aborts: true), (e, decisions) =>
        {
            switch (e.Kind)
            {
                case SyncEventKind.Pulled when e.Attempt.Try == 0:
                    pulled[e.Worker.Seat] = e.Attempt;
                    decisions.Add(SyncDecision.ArmTimer(e.Worker.Seat, e.Now + after));
                    break;
                case SyncEventKind.Pushed:
                    decisions.Add(SyncDecision.CancelTimer(e.Worker.Seat));
                    break;
                case SyncEventKind.Timer:
                    decisions.Add(SyncDecision.Abort(pulled[(int)e.Id], kind));
                    break;
                case SyncEventKind.Aborted when kind == AbortKind.RedoBlock:
                    policy.Release(e.Attempt with { Try = 1 }, decisions);
                    break;
            }
        });
    }
}
