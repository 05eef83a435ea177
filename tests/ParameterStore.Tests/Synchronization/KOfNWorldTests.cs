using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>All interleavings of small worlds of k-of-n.</summary>
public class KOfNWorldTests
{
    [Theory]
    [InlineData("kofn:1/2,drop", 2, 3)]
    [InlineData("kofn:1/2,cache,1,0.5", 2, 3)]
    [InlineData("kofn:1/2,abortlate", 2, 3)]
    [InlineData("kofn:2/3,drop", 3, 2)]
    [InlineData("kofn:2/3,cache,1,0.5", 3, 2)]
    [InlineData("kofn:1/3,abortlate", 3, 2)]
    [InlineData("kofn:0.5,cache", 3, 2)]
    public void K_of_n_holds_in_every_interleaving(string policy, int workers, int clocks)
    {
        var world = new PolicyWorld(KOfN(policy, workers, clocks), () => SyncPolicy.Parse(policy).Create());

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(1_000);
    }

    [Theory]
    [InlineData("kofn:1/3,cache", "kofn:2/3,cache", "are enough, but the step has not ended")]
    [InlineData("kofn:2/3,cache", "kofn:1/3,cache", "fresh pushes, but 2 are needed")]
    [InlineData("kofn:2/3,cache", "kofn:2/3,cache,1,0.5", "a step does not apply")]
    [InlineData("kofn:2/3,cache", "kofn:2/3,drop", "Discard of seat")]
    [InlineData("kofn:2/3,drop", "kofn:2/3,cache", "a push that comes too late is kept")]
    [InlineData("kofn:2/3,drop", "kofn:2/3,abortlate", "Abort of seat")]
    [InlineData("kofn:2/3,abortlate", "kofn:2/3,drop", "can only be late, but was not told")]
    public void A_policy_that_is_another_k_of_n_is_found(string policy, string planted, string wrong) =>
        Violation(KOfN(policy, 3, 2), () => SyncPolicy.Parse(planted).Create()).Should().Contain(wrong);

    [Fact]
    public void A_k_of_n_that_waits_for_who_died_is_found() =>
        Violation(KOfN("kofn:2/2,drop", 2, 2) with { Staleness = int.MaxValue, Fresh = FreshRules.Fixed(2, 1) }, () => new Altered(new KOfNPolicy(new(new(2, 3, 0), LatePushes.Drop, [1]))) { Hears = e => e.Kind != SyncEventKind.Left }).Should().NotBeNull();

    [Fact]
    public void A_k_of_n_that_lets_a_worker_push_twice_into_a_step_is_found() =>
        Violation(KOfN("kofn:2/3,drop", 3, 2), () => new Altered(SyncPolicy.KOfN(2, 3, LatePushes.Drop).Create())
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Ready && e.Clock == 1 && decisions.Count == 0)
                    decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock, 0), 0, PullBound.AtLeast(0)));
            },
        }).Should().Contain("which has pushed from this version");

    private static WorldOptions KOfN(string policy, int workers, int clocks) =>
        new(workers, clocks, int.MaxValue, ApplyMode.ByDecision, Comebacks: workers == 2 ? 1 : 0, Stops: workers == 2) { Fresh = FreshRules.Of(policy) };

    private static string? Violation(WorldOptions options, Func<ISyncPolicy> create) => new PolicyWorld(options, create).Explore();

    /// <summary>A policy with a bug.</summary>
    private sealed class Altered(ISyncPolicy inner) : ISyncPolicy
    {
        public Predicate<SyncEvent> Hears { get; init; } = _ => true;

        public Action<SyncEvent, List<SyncDecision>> Decides { get; init; } = (_, _) => { };

        public SyncTraits Traits => inner.Traits;

        public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
        {
            var decided = new List<SyncDecision>();
            if (Hears(e))
                inner.On(e, decided);
            Decides(e, decided);
            foreach (SyncDecision decision in decided)
                decisions.Add(decision);
        }

        public void Save(IBufferWriter<byte> to) => inner.Save(to);

        public void Load(ReadOnlySpan<byte> from) => inner.Load(from);
    }
}
