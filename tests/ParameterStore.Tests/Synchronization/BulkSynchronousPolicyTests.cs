namespace ParameterStore.Tests;

public class BulkSynchronousPolicyTests
{
    [Fact]
    public void A_step_is_applied_whole_and_in_seat_order_whoever_pushed_first() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        joined 1@0 →
        joined 2@0 →
        ready 1@0 → release 1@0 =0
        ready 0@0 → release 0@0 =0
        ready 2@0 → release 2@0 =0
        pulled 1@0 →
        pushed 2@0 →
        ready 2@1 →
        pushed 1@0 →
        pushed 0@0 → apply 0@0, apply 1@0, apply 2@0, end, announce 1, release 2@1 =3
        ready 0@1 → release 0@1 =3
        ready 1@1 → release 1@1 =3
        """);

    [Fact]
    public void A_push_counts_even_if_its_worker_died_before_the_step_ended() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 =0
        ready 1@0 → release 1@0 =0
        pushed 0@0 →
        left 0 died →
        pushed 1@0 → apply 0@0, apply 1@0, end, announce 1
        ready 1@1 → release 1@1 =2
        """);

    [Theory]
    [InlineData("died")]
    [InlineData("resigned")]
    [InlineData("finished")]
    public void A_leaver_ends_the_step_that_waited_for_it(string reason) => PolicyTable.Check(new BulkSynchronousPolicy(), $"""
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 =0
        ready 1@0 → release 1@0 =0
        pushed 1@0 →
        ready 1@1 →
        left 0 {reason} → apply 1@0, end, announce 1, release 1@1 =1
        """);

    [Fact]
    public void The_last_to_leave_ends_the_step() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 =0
        pushed 0@0 →
        left 0 finished →
        left 1 died → apply 0@0, end
        """);

    [Fact]
    public void A_seat_is_in_a_step_with_its_dead_worker_s_push_and_its_successor_s() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 =0
        pushed 0@0 →
        left 0 died →
        joined 0.1@0 →
        ready 0.1@0 → release 0.1@0 =0
        ready 1@0 → release 1@0 =0
        pushed 1@0 →
        pushed 0.1@0 → apply 0@0, apply 0.1@0, apply 1@0, end, announce 1
        """);

    [Fact]
    public void A_joiner_is_part_of_the_current_step() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        ready 0@0 → release 0@0 =0
        joined 1@0 →
        pushed 0@0 →
        ready 1@0 → release 1@0 =0
        pushed 1@0 → apply 0@0, apply 1@0, end, announce 1
        """);

    [Fact]
    public void A_stop_discards_the_unfinished_step_so_that_the_model_holds_whole_steps() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        joined 1@0 →
        ready 0@0 → release 0@0 =0
        ready 1@0 → release 1@0 =0
        pushed 1@0 →
        ready 1@1 →
        stop → discard 1@0, end, stop 1
        stop →
        pushed 0@0 → discard 0@0, announce 1
        ready 0@1 →
        left 1 finished →
        """);

    [Fact]
    public void A_stop_between_steps_discards_nothing() => PolicyTable.Check(new BulkSynchronousPolicy(), """
        joined 0@0 →
        ready 0@0 → release 0@0 =0
        pushed 0@0 → apply 0@0, end, announce 1
        stop → stop 1
        """);

    [Fact]
    public void Its_traits_say_that_the_host_commits_and_pulls_are_exact() =>
        new BulkSynchronousPolicy().Traits.Should().Be(new SyncTraits(ApplyMode.ByDecision, PullMode.Exactly, Aborts: false, Weights: false, StalenessMax: 0));
}
