using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class ReplicaTests
{
    private static readonly TableSpec _items = new("items", 8, 2);

    [Fact]
    public async Task A_pull_moves_only_rows_that_changed_since_and_neighbours_together()
    {
        await using var store = new InMemoryParameterStore();
        TableId items = await store.CreateTableAsync(_items, None);
        var replica = new Replica();
        (await MovedAsync(store, replica, items)).Should().Equal(new RowRange(0, 8));
        (await MovedAsync(store, replica, items)).Should().BeEmpty();
        await store.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 1, 2, 5));
        await store.PushAsync(PushOf(Attempt(0, 1), items, _items, 1, 3));
        (await MovedAsync(store, replica, items)).Should().Equal(new RowRange(1, 4), new(5, 6));
        await store.PushAsync(PushOf(Attempt(0, 2), items, _items, 1, 1), weight: 0);
        (await MovedAsync(store, replica, items)).Should().BeEmpty("a discarded push changes nothing");
    }

    [Fact]
    public async Task A_stale_row_is_moved_though_it_did_not_change()
    {
        await using var store = new InMemoryParameterStore();
        TableId items = await store.CreateTableAsync(_items, None);
        var replica = new Replica();
        await MovedAsync(store, replica, items);
        replica.Table(items).MarkStale(new(6, 8));
        replica.Values(items)[15] = 9;
        (await MovedAsync(store, replica, items)).Should().Equal(new RowRange(6, 8));
        replica.Values(items)[15].Should().Be(0);
    }

    [Fact]
    public async Task Shared_rows_of_one_value_are_moved_whenever_a_pull_names_them()
    {
        await using var store = new InMemoryParameterStore();
        var spec = new TableSpec("weights", 8, 1);
        TableId weights = await store.CreateTableAsync(spec, None);
        var replica = new Replica();
        (await MovedAsync(store, replica, weights)).Should().Equal(new RowRange(0, 8));
        replica.Values(weights)[6] = 9;
        await store.PullAsync(replica, RowSet.Of(TableRows.OfRows(weights, 1, 2, 6)), PullBound.Newest, None);
        replica.Table(weights).Moved.Span.ToArray().Should().Equal(new RowRange(1, 3), new(6, 7));
        replica.Values(weights)[6].Should().Be(0);
    }

    [Fact]
    public async Task The_hash_knows_every_bit_and_where_tables_end()
    {
        await using var store = new InMemoryParameterStore();
        TableId items = await store.CreateTableAsync(_items, None);
        TableId other = await store.CreateTableAsync(_items with { Name = "other" }, None);
        var (one, two) = (new Replica(), new Replica());
        await MovedAsync(store, one, items);
        await MovedAsync(store, two, items);
        one.Hash().Should().Be(two.Hash());
        two.Values(items)[3] = -0f;
        one.Hash().Should().NotBe(two.Hash());
        two.Values(items)[3] = 0;
        await store.PullAsync(two, RowSet.Of(TableRows.OfRows(other, 0)), PullBound.Newest, None);
        one.Hash().Should().NotBe(two.Hash());
        one.Invoking(r => r.Values(other).Length).Should().Throw<ArgumentException>();
    }

    private static async Task<RowRange[]> MovedAsync(InMemoryParameterStore store, Replica replica, TableId table)
    {
        await store.PullAsync(replica, All(table, 8), PullBound.Newest, None);
        return replica.Table(table).Moved.Span.ToArray();
    }
}
