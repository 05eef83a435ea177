namespace ParameterStore.Tests;

/// <summary>All interleavings of small worlds, under a staleness that tunes itself after every clock, by any measures.</summary>
public class AutoStalenessWorldTests
{
    [Theory]
    [InlineData(2, 3, 1, 2, 0)]
    [InlineData(2, 2, 0, 1, 1)]
    [InlineData(3, 1, 0, 2, 0)]
    public void Whoever_may_go_goes_whatever_is_measured_in_every_interleaving(int workers, int clocks, int start, int max, int losses)
    {
        var world = new PolicyWorld(World(workers, clocks, start, max, losses), () => Policy(start, max));

        world.Explore().Should().BeNull();
        world.States.Should().BeGreaterThan(400);
    }

    [Fact]
    public void A_policy_that_forgets_who_waits_when_the_staleness_rises_is_found() =>
        Violation(World(2, 4, 1, 2, 0), () => new Planted(Policy(1, 2))
        {
            Decides = (e, decisions) => decisions.RemoveAll(d => e.Kind == SyncEventKind.Measured && d.Kind == SyncDecisionKind.Release),
        }).Should().Contain("waits though it is only");

    [Fact]
    public void A_policy_that_tries_a_staleness_and_does_not_scale_the_steps_is_found() =>
        Violation(World(2, 4, 1, 2, 0), () => new Planted(Policy(1, 2))
        {
            Decides = (_, decisions) => decisions.RemoveAll(d => d.Kind == SyncDecisionKind.SetStepScale),
        }).Should().NotBeNull();

    [Fact]
    public void A_policy_that_goes_beyond_its_bound_is_found() =>
        Violation(World(2, 5, 1, 1, 0), () => Policy(1, 2)).Should().NotBeNull();

    [Fact]
    public void A_policy_that_asks_again_before_it_was_answered_is_found() =>
        Violation(World(2, 3, 1, 2, 0), () => new Planted(Policy(1, 2))
        {
            Decides = (e, decisions) =>
            {
                if (e.Kind == SyncEventKind.Pushed && e.Clock == 1)
                    decisions.Add(SyncDecision.Measure(9));
            },
        }).Should().Contain("the measure 9 is asked for");

    private static AutoStalenessPolicy Policy(int start, int max) => new(start, max, 0, new(PushesEach: 1, Clocks: 1, Rests: 2));

    private static WorldOptions World(int workers, int clocks, int start, int max, int losses) =>
        new(workers, clocks, max, ApplyMode.OnPush, Comebacks: losses, Losses: losses, Stops: false, Tick: 1, Remembers: true) { TunesFrom = start };

    private static string? Violation(WorldOptions options, Func<ISyncPolicy> create) => new PolicyWorld(options, create).Explore();
}
