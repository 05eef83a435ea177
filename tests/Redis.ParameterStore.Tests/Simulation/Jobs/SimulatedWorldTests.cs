using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Whole jobs in virtual time: crashes, restarts, pauses, partitions, failovers with lost tails, lost, late and doubled messages, slow clocks. A seed
/// that fails is replayed with a trace by <see cref="SimulateSeeds"/>.
/// </summary>
[Collection(Alone.Name)]
public class SimulatedWorldTests(ITestOutputHelper output)
{
    private const int Seeds = 2000;

    [Fact]
    public void Whatever_goes_wrong_every_block_counts_once_and_nobody_hangs()
    {
        var totals = new SeedTotals();
        Parallel.For(0, Seeds, seed =>
        {
            WorldResult result = SimulatedWorld.Run(seed);
            lock (totals)
            {
                totals.Add(result);
                foreach (string violation in result.Violations)
                    output.WriteLine($"seed {seed}: {violation}");
            }
        });
        output.WriteLine(totals.ToString());
        totals.Failed.Should().Be(0, "replay a seed by: dotnet run -c Release --project tests/Redis.ParameterStore.Tests -- --seed NUMBER");
        totals.Seen.Keys.Should().Contain(
            ["MemberBuried", "BaseWritten", "StateSaved", "GarbageRemoved", "UpdateMissed", "RowsWrittenBack", "AttemptAborted", "Posted", "taken part anew", "pushed together"],
            "what no seed leads to is not tested");
        totals.ShareWithModel.Should().BeGreaterThan(0.8, "faults that end most jobs would test nothing");
    }

    [Theory]
    [InlineData(PlantedBug.NoDeduplication, "is the second with number")]
    [InlineData(PlantedBug.UnfencedLease, "was appended under the lease")]
    [InlineData(PlantedBug.ClockMovedBack, "before that of the record before it")]
    [InlineData(PlantedBug.UnlinksFirst, "is unlinked, but needed")]
    [InlineData(PlantedBug.CommitsEarly, "is not staged")]
    [InlineData(PlantedBug.WrongBlock, "owned row counts")]
    [InlineData(PlantedBug.StateNotInBase, "its model is another")]
    internal void A_planted_bug_is_caught_within_few_seeds(PlantedBug bug, string saying)
    {
        int caughtBy = Enumerable.Range(0, 400).FirstOrDefault(seed => SimulatedWorld.Run(seed, bug).Violations.Any(v => v.Contains(saying, StringComparison.Ordinal)), -1);
        output.WriteLine($"{bug} is caught by seed {caughtBy}");
        caughtBy.Should().BeGreaterThanOrEqualTo(0);
    }

    [Theory]
    [InlineData(21604, "a new coordinator had not read of a newer saved state")]
    [InlineData(23380, "an exchange waited longer than the keys of its ended job live")]
    [InlineData(31337, "a failover lost rows that were written late, after others had seen them")]
    [InlineData(42908, "a worker was given the seat and incarnation of one that did not know yet that a failover had lost its seat")]
    [InlineData(73311, "a pull lived through a rollback")]
    public void A_seed_that_failed_once_fails_no_more(int seed, string why) => SimulatedWorld.Run(seed).Violations.Should().BeEmpty(why);

    [Fact]
    public void One_seed_of_a_world_has_one_history()
    {
        List<string> first = [], second = [];
        SimulatedWorld.Run(3767, trace: first.Add);
        SimulatedWorld.Run(3767, trace: second.Add);
        first.Should().HaveCountGreaterThan(100).And.Equal(second);
    }
}
