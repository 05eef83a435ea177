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
        (int worlds, int returns) = Explore(policy, everyClocks, PlantedHandover.None);

        worlds.Should().BeGreaterThan(500);
        returns.Should().BePositive("a shard comes back, too");
    }

    [Theory]
    [InlineData(PlantedHandover.NamesNoLeavingShards, 100)]
    [InlineData(PlantedHandover.NamesNoLeavingShards, 3)]
    [InlineData(PlantedHandover.NamesNoHoldings, 1)]
    [InlineData(PlantedHandover.NamesNoHoldings, 3)]
    public void The_check_notices_grants_that_say_too_little(PlantedHandover planted, int everyClocks) =>
        FluentActions.Invoking(() => Explore("asp", everyClocks, planted)).Should().Throw<InvalidOperationException>().WithMessage("*is what was done*");

    /// <summary>All interleavings, depth first: each begins anew and repeats the choices that led to it.</summary>
    private static (int Worlds, int Returns) Explore(string policy, int everyClocks, PlantedHandover planted)
    {
        var choices = new List<(int Chosen, int Of)>();
        int worlds = 0, returns = 0;
        do
        {
            var world = new OwnedWorld(SyncPolicy.Parse(policy), shards: 2, blocks: 4, everyClocks, planted);
            for (int step = 0; world.Actions() is { Count: > 0 } actions; step++)
            {
                if (step == choices.Count)
                    choices.Add((0, actions.Count));
                actions[choices[step].Chosen]();
            }

            world.CheckEnd();
            worlds++;
            returns += world.Returned;
        }
        while (Next(choices));
        return (worlds, returns);
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
