namespace ParameterStore.Tests;

/// <summary>
/// All interleavings of small worlds of speculation that is tuned: an epoch is two pushes of two workers, so that times to abort are found, used and found
/// anew within them. With losses the first 18 events only.
/// </summary>
public class TunedWorldTests
{
    private const int Pause = 5;

    [Theory]
    [InlineData(int.MaxValue, 0)]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, 1)]
    public void Tuned_speculation_aborts_only_who_missed_others_pushes_and_once_a_clock(int staleness, int losses)
    {
        int aborts = 0;
        var world = new PolicyWorld(World(staleness, losses), () => new Planted(Policy(staleness)) { Decides = (_, decisions) => aborts += decisions.Count(d => d.Kind == SyncDecisionKind.Abort) });

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(2_000);
        aborts.Should().BeGreaterThan(20, "times were found and used");
    }

    [Fact]
    public void A_tuned_policy_that_aborts_who_missed_nothing_is_found() =>
        Violation((e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Timer && decisions.Count == 0)
                decisions.Add(SyncDecision.Abort(SeatTimer.AttemptOf(e.Id), AbortKind.RedoBlock));
        }).Should().Contain("missed no push of another");

    [Fact]
    public void A_tuned_policy_that_watches_a_redo_is_found() =>
        Violation((e, decisions) =>
        {
            if (e.Kind == SyncEventKind.Pulled && e.Attempt.Try == 1)
                decisions.Add(SyncDecision.ArmTimer(SeatTimer.IdOf(e.Attempt), e.Now + Pause));
        }).Should().StartWith("1 timers on").And.Contain("try 1");

    [Fact]
    public void A_tuned_policy_that_forgets_a_timer_is_found() =>
        Violation((e, decisions) => decisions.RemoveAll(d => e.Kind == SyncEventKind.Pushed && d.Kind == SyncDecisionKind.CancelTimer)).Should().StartWith("'' instead of 'cancel ");

    // Between two pushes of one worker lie about two pauses: any gap is worth a look, and one missed push an abort.
    private static SpecSyncPolicy Policy(int staleness) => new(SpecSyncOptions.Default with
    {
        LossWeight = 0.25,
        ShortestShare = 0,
        LongestShare = double.PositiveInfinity,
        Staleness = staleness == int.MaxValue ? null : staleness,
    });

    private static WorldOptions World(int staleness, int losses) =>
        new(2, 3, staleness, ApplyMode.OnPush, Comebacks: losses, Losses: losses, Stops: false, Tick: Pause, Remembers: true, Speculates: true, LateRings: 0) { EventsMax = losses == 0 ? int.MaxValue : 18 };

    private static string? Violation(Action<SyncEvent, List<SyncDecision>> decides) =>
        new PolicyWorld(World(int.MaxValue, 0), () => new Planted(Policy(int.MaxValue)) { Decides = decides }).Explore();
}
