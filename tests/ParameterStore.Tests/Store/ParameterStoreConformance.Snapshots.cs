using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public abstract partial class ParameterStoreConformance
{
    [StoreFact]
    public async Task A_snapshot_restores_everything_committed()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await FillAsync(store);
        var stream = new MemoryStream(await SnapshotAsync(store));
        await using IParameterStore copy = await CreateAsync();
        await copy.RestoreAsync(stream, None);

        copy.Tables.Should().Be(2);
        (await HashAsync(copy)).Should().Be(await HashAsync(store));
        (await copy.CreateTableAsync(_users, None)).Index.Should().Be(1);
        (await copy.PushAsync(PushOf(Attempt(0, 1), items, _items, 1, 0))).Should().Be(await store.PushAsync(PushOf(Attempt(0, 1), items, _items, 1, 0)));
        (await copy.PushAsync(PushOf(Attempt(0, 1), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.AlreadyApplied);
        (await copy.PushAsync(PushOf(Attempt(1, 0), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.Fenced);
        (await copy.CommitAsync(Step(Attempt(0, 2)), new Fence(2), None)).Outcome.Should().Be(CommitOutcome.Fenced);
        await copy.Awaiting(s => s.CommitAsync(Step(Attempt(2, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>("staged pushes are not in a snapshot");
    }

    [StoreFact]
    public async Task A_restored_store_is_another_history_for_replicas()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await FillAsync(store);
        byte[] snapshot = await SnapshotAsync(store);
        var replica = new Replica();
        await store.PushAsync(PushOf(Attempt(0, 1), items, _items, 5, 3));
        await store.PullAsync(replica, All(items, 6), PullBound.Newest, None);
        await store.RestoreAsync(new MemoryStream(snapshot), None);
        await store.PullAsync(replica, All(items, 6), PullBound.Newest, None);
        replica.Values(items).ToArray().Should().Equal(await store.ReadAsync(items, 6));
        replica.Values(items)[9].Should().Be(1);
    }

    [StoreFact]
    public async Task A_snapshot_cut_anywhere_is_refused_and_the_store_unchanged()
    {
        await using IParameterStore store = await CreateAsync();
        await FillAsync(store);
        byte[] snapshot = await SnapshotAsync(store);
        await using IParameterStore other = await CreateOtherAsync();
        for (int length = 0; length < snapshot.Length; length++)
            await RefusesAsync<InvalidDataException>(other, snapshot[..length]);
    }

    [StoreFact]
    public async Task A_snapshot_altered_anywhere_is_refused_and_the_store_unchanged()
    {
        await using IParameterStore store = await CreateAsync();
        await FillAsync(store);
        byte[] snapshot = await SnapshotAsync(store);
        await using IParameterStore other = await CreateOtherAsync();
        for (int at = 0; at < snapshot.Length; at++)
        {
            byte[] altered = [.. snapshot];
            altered[at] ^= 0x10;
            await RefusesAsync<InvalidDataException>(other, altered);
        }
    }

    [StoreFact]
    public async Task A_snapshot_of_other_tables_is_refused_and_the_store_unchanged()
    {
        await using IParameterStore store = await CreateAsync();
        await store.CreateTableAsync(_items, None);
        await store.CreateTableAsync(_users with { Columns = 3 }, None);
        await using IParameterStore other = await CreateOtherAsync();
        await RefusesAsync<TableMismatchException>(other, await SnapshotAsync(store));
    }

    /// <summary>A store with the same tables, but with values and seats that no snapshot of <see cref="FillAsync"/> has.</summary>
    private async Task<IParameterStore> CreateOtherAsync()
    {
        IParameterStore store = await CreateAsync();
        TableId items = await FillAsync(store);
        await store.PushAsync(PushOf(Attempt(0, 1), items, _items, 7, 1, 5));
        return store;
    }

    private static async Task RefusesAsync<TError>(IParameterStore store, byte[] stream)
        where TError : Exception
    {
        ulong before = await HashAsync(store);
        byte[] all = await SnapshotAsync(store);
        await store.Awaiting(s => s.RestoreAsync(new MemoryStream(stream), None).AsTask()).Should().ThrowAsync<TError>();
        (await HashAsync(store)).Should().Be(before);
        (await SnapshotAsync(store)).AsSpan().SequenceEqual(all).Should().BeTrue();
    }

    private static async Task<TableId> FillAsync(IParameterStore store)
    {
        TableId items = await store.CreateTableAsync(_items, None);
        await store.CreateTableAsync(_users, None);
        await store.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 3), None);
        await store.CommitAsync(Step(Attempt(0, 0)), new Fence(3), None);
        await store.SealAsync(new(1, 0), None);
        await store.StageAsync(PushOf(Attempt(2, 0), items, _items, 1, 3), None);
        return items;
    }

    private static async Task<byte[]> SnapshotAsync(IParameterStore store)
    {
        var stream = new MemoryStream();
        await store.SnapshotAsync(stream, None);
        return stream.ToArray();
    }

    private static async Task<ulong> HashAsync(IParameterStore store)
    {
        var replica = new Replica();
        await store.PullAsync(replica, RowSet.Of(TableRows.All(new(0), 6), TableRows.All(new(1), 6)), PullBound.Newest, None);
        return replica.Hash();
    }
}
