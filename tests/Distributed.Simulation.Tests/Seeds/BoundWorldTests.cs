namespace Distributed.Simulation.Tests;

/// <summary>Bounds under crashes, joiners, delays, lost, late and doubled messages.</summary>
public sealed class BoundWorldTests
{
    private static readonly int _seeds = Environment.GetEnvironmentVariable("FAULTS") == "long" ? 100_000 : 10_000;

    [Fact]
    public void No_bound_is_broken_in_seeded_runs_with_crashes()
    {
        BoundTotals totals = BoundTotals.Run(0, _seeds);
        totals.Violations.Should().BeEmpty("replay a seed by: dotnet run -c Release --project tests/Distributed.Simulation.Tests -- --seed NUMBER");
        totals.Crashes.Should().BeGreaterThan(_seeds);
        totals.Refused.Should().BeGreaterThan(_seeds);
        totals.Aborts.Should().BeGreaterThan(_seeds / 10);
        foreach ((string policy, (int bound, int lead, _)) in totals.Policies)
            lead.Should().Be(bound, $"else the bound of {policy} was never tested");
    }

    [Fact]
    public void A_bound_that_is_broken_by_one_clock_is_noticed_in_seeded_runs()
    {
        string?[] found = [.. Enumerable.Range(0, 60).Select(seed => new BoundWorld(seed)).Where(world => world.Bound > 0).Select(world => world.Run(out _, isTooLoose: true))];
        found.Count(violation => violation is not null && violation.Contains("clocks ahead of the slowest", StringComparison.Ordinal)).Should().BeGreaterThan(found.Length / 2);
    }
}
