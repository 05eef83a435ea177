namespace ParameterStore.Tests;

public sealed class StalenessTests
{
    private const int Workers = 3;
    private const int Clocks = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Reads_are_as_fresh_as_promised_and_workers_see_their_own_updates(int staleness)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var checks = new StalenessChecks(staleness);
            await RunAsync(SyncPolicy.BoundedStaleness(staleness), seed, staleness, checks.On);
            checks.Reads.Should().Be(Workers * Clocks);
        }
    }

    [Fact]
    public async Task Without_a_bound_workers_still_see_their_own_updates_and_nothing_vanishes()
    {
        var checks = new StalenessChecks(int.MaxValue / 2);
        await RunAsync(SyncPolicy.Asynchronous, seed: 1, int.MaxValue, checks.On);
    }

    [Fact]
    public async Task Bulk_synchronous_reads_hold_every_clock_before_theirs_and_nothing_else()
    {
        for (int seed = 0; seed < 20; seed++)
            await RunAsync(SyncPolicy.BulkSynchronous, seed, 0, read =>
            {
                read.RowClock.Should().Be(read.Clock);
                read.Version.Index.Should().Be(Workers * read.Clock);
                read.Workers.Should().OnlyContain(w => !read.Included[w, read.Clock]);
            });
    }

    [Fact]
    public async Task What_the_slowest_fetched_serves_it_for_s_more_clocks_and_what_a_worker_s_ahead_fetched_for_none()
    {
        const int Staleness = 2;
        int slowest = 0, ahead = 0;
        for (int seed = 0; seed < 20; seed++)
            await RunAsync(SyncPolicy.BoundedStaleness(Staleness), seed, Staleness, read =>
            {
                // A read at clock c wants a row clock of c − s: what is held now serves all clocks up to this one.
                int servesUpTo = read.RowClock + Staleness;
                if (read.Clock == read.Min)
                {
                    servesUpTo.Should().BeGreaterThanOrEqualTo(read.Clock + Staleness);
                    slowest++;
                }
                if (read.Clock == read.Min + Staleness)
                {
                    servesUpTo.Should().Be(read.Clock);
                    ahead++;
                }
            });
        slowest.Should().BePositive();
        ahead.Should().BePositive();
    }

    [Fact]
    public async Task Staleness_0_has_bulk_synchronous_timing()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            List<string> stale = await RunAsync(SyncPolicy.BoundedStaleness(0), seed, 0, _ => { });
            List<string> bulk = await RunAsync(SyncPolicy.BulkSynchronous, seed, 0, _ => { });
            stale.Should().Equal(bulk);
        }
    }

    [Theory]
    [InlineData(Fault.PullsNothingEveryThirdTime)]
    [InlineData(Fault.DropsEveryFifthCommit)]
    public async Task The_checks_notice_a_faulty_store(Fault fault)
    {
        var checks = new StalenessChecks(1);
        await FluentActions.Awaiting(() => StalenessWorld.RunAsync(
            SyncPolicy.BoundedStaleness(1), new FaultyStore(new InMemoryParameterStore(), fault), Workers, Clocks, 1, 1, checks.On))
            .Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task The_checks_notice_a_gate_that_is_too_wide()
    {
        await FluentActions.Awaiting(() => RunAsync(SyncPolicy.BoundedStaleness(4), 1, 1, _ => { })).Should().ThrowAsync<InvalidOperationException>().WithMessage("*the gate*");
        await FluentActions.Awaiting(() => RunAsync(SyncPolicy.BoundedStaleness(4), 1, 4, new StalenessChecks(1).On)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*more than the staleness*");
    }

    private static Task<List<string>> RunAsync(SyncPolicy policy, int seed, int staleness, Action<StampsRead> onRead) =>
        StalenessWorld.RunAsync(policy, new InMemoryParameterStore(), Workers, Clocks, seed, staleness, onRead);
}
