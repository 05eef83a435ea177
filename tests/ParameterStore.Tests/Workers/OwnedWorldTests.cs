namespace ParameterStore.Tests;

public sealed class OwnedWorldTests
{
    [Theory]
    [InlineData("asp", 1)]
    [InlineData("asp", 2)]
    [InlineData("asp", 3)]
    [InlineData("asp", 100)]
    [InlineData("ssp:0", 2)]
    [InlineData("ssp:1", 2)]
    [InlineData("bsp", 2)]
    [InlineData("bsp", 100)]
    public void However_a_shard_changes_hands_its_rows_are_those_that_were_worked_on_last(string policy, int everyClocks)
    {
        (int worlds, int returns, _) = Explore(SyncPolicy.Parse(policy), everyClocks, PlantedHandover.None);

        worlds.Should().BeGreaterThan(500);
        returns.Should().BePositive("a shard comes back, too");
    }

    [Theory]
    [InlineData("kofn:1/2,drop")]
    [InlineData("kofn:1/2,abortlate")]
    public void What_is_discarded_or_skipped_leaves_the_rows_as_they_were(string policy)
    {
        (int worlds, int returns, int lost) = Explore(SyncPolicy.Parse(policy), 1, PlantedHandover.None);

        worlds.Should().BeGreaterThan(300);
        returns.Should().BePositive();
        lost.Should().BePositive("work was lost");
    }

    [Theory]
    [InlineData(AbortKind.RedoBlock, 1)]
    [InlineData(AbortKind.RedoBlock, 100)]
    [InlineData(AbortKind.SkipBlock, 1)]
    [InlineData(AbortKind.SkipBlock, 3)]
    public void What_an_aborted_attempt_changed_is_taken_back_whoever_goes_on(AbortKind kind, int everyClocks)
    {
        (int worlds, int returns, int lost) = Explore(new AbortingPolicy.Choice(kind), everyClocks, PlantedHandover.None);

        worlds.Should().BeGreaterThan(500);
        returns.Should().BePositive();
        lost.Should().BeGreaterThan(worlds / 4, "attempts were aborted");
    }

    [Theory]
    [InlineData(AbortKind.RedoBlock)]
    [InlineData(AbortKind.SkipBlock)]
    public void The_check_notices_aborted_work_that_is_pushed(AbortKind kind) =>
        FluentActions.Invoking(() => Explore(new AbortingPolicy.Choice(kind), 1, PlantedHandover.PushesAbortedWork)).Should().Throw<InvalidOperationException>().WithMessage("*is what was done*");

    [Theory]
    [InlineData(PlantedHandover.NamesNoLeavingShards, 100)]
    [InlineData(PlantedHandover.NamesNoLeavingShards, 3)]
    [InlineData(PlantedHandover.NamesNoHoldings, 1)]
    [InlineData(PlantedHandover.NamesNoHoldings, 3)]
    public void The_check_notices_grants_that_say_too_little(PlantedHandover planted, int everyClocks) =>
        FluentActions.Invoking(() => Explore(SyncPolicy.Asynchronous, everyClocks, planted)).Should().Throw<InvalidOperationException>().WithMessage("*is what was done*");

    /// <summary>All interleavings, depth first: each begins anew and repeats the choices that led to it.</summary>
    private static (int Worlds, int Returns, int Lost) Explore(SyncPolicy policy, int everyClocks, PlantedHandover planted)
    {
        var choices = new List<(int Chosen, int Of)>();
        int worlds = 0, returns = 0, lost = 0;
        do
        {
            var world = new OwnedWorld(policy, shards: 2, blocks: 4, everyClocks, planted);
            for (int step = 0; world.Actions() is { Count: > 0 } actions; step++)
            {
                if (step == choices.Count)
                    choices.Add((0, actions.Count));
                actions[choices[step].Chosen]();
            }

            world.CheckEnd();
            worlds++;
            returns += world.Returned;
            lost += world.Lost;
        }
        while (Next(choices));
        return (worlds, returns, lost);
    }

    private static bool Next(List<(int Chosen, int Of)> choices)
    {
        while (choices.Count > 0 && choices[^1].Chosen == choices[^1].Of - 1)
            choices.RemoveAt(choices.Count - 1);
        if (choices.Count == 0)
            return false;
        choices[^1] = choices[^1] with { Chosen = choices[^1].Chosen + 1 };
        return true;
    }
}
