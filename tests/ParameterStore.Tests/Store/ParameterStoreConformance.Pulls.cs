using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public abstract partial class ParameterStoreConformance
{
    [StoreFact]
    public async Task A_pull_moves_what_its_bound_allows_or_says_which_version_there_is()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        CommitResult first = await store.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 0));
        var replica = new Replica();
        (await store.PullAsync(replica, All(items, 6), PullBound.Exactly(1), None)).Should().Be(first.Version);
        (await store.PullAsync(replica, All(items, 6), PullBound.AtLeast(1), None)).Should().Be(first.Version);
        replica.Version.Should().Be(first.Version);
        await store.Awaiting(s => s.PullAsync(replica, All(items, 6), PullBound.AtLeast(2), None).AsTask()).Should().ThrowAsync<VersionUnavailableException>();
        CommitResult second = await store.PushAsync(PushOf(Attempt(0, 1), items, _items, 1, 0));
        (await store.PullAsync(replica, All(items, 6), PullBound.AtLeast(1), None)).Index.Should().BeInRange(1, 2);
        (await store.PullAsync(replica, All(items, 6), PullBound.Newest, None)).Should().Be(second.Version);
        await store.Awaiting(s => s.PullAsync(replica, All(items, 6), PullBound.Exactly(3), None).AsTask()).Should().ThrowAsync<VersionUnavailableException>();
    }

    [StoreFact]
    public async Task A_pull_outside_its_table_is_refused()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        await store.Awaiting(s => s.PullAsync(new(), All(items, 7), PullBound.Newest, None).AsTask()).Should().ThrowAsync<ArgumentException>();
        await store.Awaiting(s => s.PullAsync(new(), All(new(1), 1), PullBound.Newest, None).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [StoreFact]
    public async Task A_pull_moves_the_rows_named_and_no_others()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        await store.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 0, 1, 2, 3, 4, 5));
        var replica = new Replica();
        await store.PullAsync(replica, RowSet.Of(TableRows.OfRows(items, 1, 3, 4)), PullBound.Newest, None);
        Enumerable.Range(0, 6).Select(row => replica.Values(items)[row * 3]).Should().Equal(0, 1, 0, 1, 1, 0);
    }

    [StoreFact]
    public async Task Initial_values_are_those_of_the_spec()
    {
        await using IParameterStore store = await CreateAsync();
        TableId table = await store.CreateTableAsync(new("numbered", 4, 2) { Initial = new NumberedRows() }, None);
        (await store.ReadAsync(table, 4)).Should().Equal(0, 0, 1, 1, 2, 2, 3, 3);
    }

    [StoreFact]
    public async Task A_replica_that_changes_stores_starts_over()
    {
        await using IParameterStore one = await CreateAsync();
        await using IParameterStore other = await CreateAsync();
        TableId items = await one.CreateTableAsync(_items, None);
        await other.CreateTableAsync(_items, None);
        await one.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 0));
        await other.PushAsync(PushOf(Attempt(0, 0), items, _items, 2, 1));
        var replica = new Replica();
        await one.PullAsync(replica, All(items, 6), PullBound.Newest, None);
        await other.PullAsync(replica, All(items, 6), PullBound.Newest, None);
        replica.Values(items).ToArray().Should().Equal(await other.ReadAsync(items, 6));
    }

    [StoreFact]
    public async Task Pulls_beside_commits_see_whole_steps()
    {
        await using IParameterStore store = await CreateAsync();
        TableSpec spec = new("wide", 500, 8);
        TableId table = await store.CreateTableAsync(spec, None);
        int[] rows = [.. Enumerable.Range(0, 500)];
        Task[] workers = [.. Enumerable.Range(0, 2).Select(seat => Task.Run(async () =>
        {
            var replica = new Replica();
            for (int clock = 0; clock < 40; clock++)
            {
                await store.PushAsync(PushOf(Attempt(seat, clock), table, spec, 1, rows));
                StoreVersion version = await store.PullAsync(replica, All(table, 500), PullBound.Newest, None);
                foreach (float value in replica.Values(table))
                    value.Should().Be(version.Index);
            }
        }))];
        await Task.WhenAll(workers);
    }

    [StoreTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_histories_agree_with_the_model(int seed) => await StoreCheck.RunAsync(CreateAsync, seed, PlainFold.All["add"]);

    [StoreTheory]
    [InlineData("momentum", 1)]
    [InlineData("negative momentum", 2)]
    [InlineData("staleness-aware", 3)]
    [InlineData("staleness-aware momentum", 4)]
    [InlineData("delay-compensated", 5)]
    [InlineData("adaptively delay-compensated", 6)]
    [InlineData("adagrad", 7)]
    [InlineData("composite adagrad", 8)]
    [InlineData("ftrl", 9)]
    [InlineData("composite ftrl", 10)]
    [InlineData("staleness-aware adam", 11)]
    public async Task Random_histories_agree_with_the_model_under_every_fold(string fold, int seed) => await StoreCheck.RunAsync(CreateAsync, seed, PlainFold.All[fold]);

    internal sealed class NumberedRows : RowInitializer
    {
        public override string Identity => "numbered";

        public override void Fill(int firstRow, int columns, Span<float> values)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = firstRow + (i / columns);
        }
    }
}
