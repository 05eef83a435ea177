using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class KOfNPolicyTests
{
    [Fact]
    public void A_late_push_is_applied_with_the_next_step_by_the_weight_of_its_lag() => PolicyTable.Check(Policy("kofn:2/3,cache"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pulled 0@0 =0 →
        pulled 2@0 =0 →
        pushed 2@0 =0 →
        ready 2@1 →
        pushed 0@0 =0 → apply 0@0, apply 2@0, end, release 2@1 ≥2
        ready 0@1 → release 0@1 ≥2
        pushed 1@0 =0 → announce 1
        ready 1@1 → release 1@1 ≥2
        pushed 1@1 =2 →
        pushed 0@1 =2 → apply 0@1, apply 1@0 × 0.25, apply 1@1, end
        """);

    [Fact]
    public void A_push_that_lags_two_steps_weighs_a_sixteenth_and_one_that_lags_five_is_discarded() => PolicyTable.Check(Policy("kofn:1/3,cache"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pushed 0@0 =0 → apply 0@0, end
        ready 0@1 → release 0@1 ≥1
        pushed 0@1 =1 → apply 0@1, end
        pushed 1@0 =0 →
        ready 0@2 → release 0@2 ≥2
        pushed 0@2 =2 → apply 0@2, apply 1@0 × 0.0625, end
        ready 0@3 → release 0@3 ≥4
        pushed 0@3 =4 → apply 0@3, end
        ready 0@4 → release 0@4 ≥5
        pushed 0@4 =5 → apply 0@4, end
        pushed 2@0 =0 → discard 2@0, end, announce 1
        ready 2@1 → release 2@1 ≥7
        """);

    [Fact]
    public void A_dropped_push_is_discarded_at_once_and_its_worker_counts_as_fresh_again() => PolicyTable.Check(Policy("kofn:2/3,drop"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pushed 0@0 =0 →
        pushed 1@0 =0 → apply 0@0, apply 1@0, end
        pushed 2@0 =0 → discard 2@0, end, announce 1
        ready 2@1 → release 2@1 ≥3
        pushed 2@1 =3 →
        ready 0@1 → release 0@1 ≥3
        pushed 0@1 =3 → apply 0@1, apply 2@1, end
        """);

    [Fact]
    public void A_worker_that_read_a_newer_version_than_it_was_let_through_at_is_as_fresh_as_what_it_read() => PolicyTable.Check(Policy("kofn:1/2,drop"), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 =0 → apply 0@0, end
        pulled 1@0 =1 →
        pushed 1@0 =1 → apply 1@0, end, announce 1
        """);

    [Fact]
    public void Late_workers_are_told_to_skip_once_the_step_ends_or_once_it_is_known_what_they_read() => PolicyTable.Check(Policy("kofn:1/3,abortlate"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pulled 0@0 =0 →
        pulled 1@0 =0 →
        pushed 0@0 =0 → apply 0@0, end, skip 1@0
        pulled 2@0 =0 → skip 2@0
        aborted 1@0 →
        ready 1@1 → release 1@1 ≥1
        pushed 2@0 =0 → discard 2@0, end, announce 1
        ready 0@1 → release 0@1 ≥2
        pulled 0@1 =2 →
        pulled 1@1 =2 →
        left 1 died →
        pushed 0@1 =2 → apply 0@1, end
        """);

    [Theory]
    [InlineData("died")]
    [InlineData("resigned")]
    [InlineData("finished")]
    public void Who_leaves_lowers_what_a_step_needs(string reason) => PolicyTable.Check(Policy("kofn:2/3,drop"), $"""
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        left 1 {reason} →
        pushed 0@0 =0 →
        ready 0@1 →
        left 2 {reason} → apply 0@0, end, announce 1, release 0@1 ≥1
        """);

    [Fact]
    public void Of_a_dead_worker_that_had_pushed_the_push_counts_and_its_successor_pushes_too() => PolicyTable.Check(Policy("kofn:2/3,drop"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        pushed 0@0 =0 →
        left 0 died →
        joined 0.1@0 →
        ready 0.1@0 → release 0.1@0 ≥0
        pushed 0.1@0 =0 → apply 0@0, apply 0.1@0, end
        """);

    [Fact]
    public void Late_pushes_that_no_step_comes_after_are_a_step_of_their_own() => PolicyTable.Check(Policy("kofn:1/2,cache"), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        pushed 0@0 =0 → apply 0@0, end
        pushed 1@0 =0 → announce 1
        left 0 finished →
        left 1 finished → apply 1@0 × 0.25, end
        """);

    [Fact]
    public void A_stop_discards_what_is_fresh_and_what_is_cached() => PolicyTable.Check(Policy("kofn:2/3,cache"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pushed 0@0 =0 →
        pushed 1@0 =0 → apply 0@0, apply 1@0, end
        pushed 2@0 =0 → announce 1
        ready 0@1 → release 0@1 ≥2
        ready 1@1 → release 1@1 ≥2
        pushed 1@1 =2 →
        stop → discard 1@1, discard 2@0, end, stop 4
        pushed 0@1 =2 → discard 0@1
        left 1 finished →
        """);

    [Fact]
    public void A_share_is_rounded_up_and_follows_who_is_active() => PolicyTable.Check(Policy("kofn:0.7,drop"), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 0@0 → release 0@0 ≥0
        ready 1@0 → release 1@0 ≥0
        ready 2@0 → release 2@0 ≥0
        pushed 0@0 =0 →
        pushed 1@0 =0 →
        left 2 died → apply 0@0, apply 1@0, end, announce 1
        """);

    [Fact]
    public void N_of_n_decides_as_bulk_synchronous_does() => Prop.ForAll<int[]>(choices =>
        PolicyPair.Walk(new BulkSynchronousPolicy(), Policy("kofn:5/5,cache"), choices).Should().BeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void A_share_of_one_decides_as_bulk_synchronous_does() => Prop.ForAll<int[]>(choices =>
        PolicyPair.Walk(new BulkSynchronousPolicy(), Policy("kofn:1,abortlate"), choices).Should().BeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void Caching_with_no_weight_for_late_pushes_decides_as_dropping_them_does() => Prop.ForAll<int[]>(choices =>
        PolicyPair.Walk(Policy("kofn:3/5,drop"), Policy("kofn:3/5,cache,1,0,0"), choices, fresh: FreshRules.Fixed(3, 1)).Should().BeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pair_that_decides_differently_is_found_out()
    {
        var random = new Random(3);
        Enumerable.Range(0, 500).Any(_ =>
        {
            int[] choices = [.. Enumerable.Range(0, 41).Select(_ => random.Next(1_000))];
            return PolicyPair.Walk(Policy("kofn:3/5,drop"), Policy("kofn:3/5,cache"), choices, fresh: FreshRules.Fixed(3, 1)) is not null;
        }).Should().BeTrue();
    }

    [Fact]
    public void Its_traits_say_that_it_commits_by_weights_and_whether_it_aborts()
    {
        Policy("kofn:3/5,cache").Traits.Should().Be(new SyncTraits(ApplyMode.ByDecision, PullMode.AtLeast, Aborts: false, Weights: true, int.MaxValue));
        Policy("kofn:3/5,abortlate").Traits.Should().Be(new SyncTraits(ApplyMode.ByDecision, PullMode.AtLeast, Aborts: true, Weights: true, int.MaxValue));
        Policy("kofn:5/5,abortlate").Traits.Should().Be(new BulkSynchronousPolicy().Traits);
    }

    private static ISyncPolicy Policy(string text) => SyncPolicy.Parse(text).Create();
}
