using ParameterStore;
using ParameterStore.Tests;
using static ParameterStore.Tests.StoreFixtures;

namespace Redis.ParameterStore.Tests;

/// <summary>Several processes over one store: each has its own link and its own image, and all have one order of commits.</summary>
public abstract class SharedStoreTests
{
    private static readonly TableSpec _items = new("items", 7, 3);
    private static readonly TableSpec _users = new("users", 8, 2) { Sharing = Sharing.OwnedBy([0, 1, 2, 3, 4, 5, 6, 7, 8], OwnedDurability.EveryCommit) };

    private readonly string _name = RedisStores.NewName();

    internal abstract string ConnectionString { get; }

    internal virtual RedisOptions Options => new() { Lease = TimeSpan.FromSeconds(30) };

    [RedisFact]
    public async Task What_one_commits_the_others_pull()
    {
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        for (int clock = 0; clock < 5; clock++)
        {
            CommitResult result = await one.PushAsync(PushOf(Attempt(0, clock), new(0), _items, 1 << clock, clock, 6));
            (await PullAsync(other)).Should().Be(await PullAsync(one)).And.Match<(StoreVersion Version, ulong)>(p => p.Version == result.Version);
        }
        (await other.ReadAsync(new(0), 7))[18].Should().Be(31);
    }

    [RedisFact]
    public async Task Every_attempt_of_many_in_a_race_is_applied_once_and_equal_versions_are_equal_to_the_bit()
    {
        const int Seats = 8, Clocks = 12;
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        RedisParameterStore[] stores = [one, other];
        var hashes = new VersionHashes();
        await Task.WhenAll(Enumerable.Range(0, Seats).Select(seat => Task.Run(async () =>
        {
            RedisParameterStore store = stores[seat % 2];
            for (int clock = 0; clock < Clocks; clock++)
            {
                (await store.PushAsync(RacePush(seat, clock))).Outcome.Should().Be(CommitOutcome.Applied);
                hashes.Add(await PullAsync(stores[(seat + clock) % 2]));
            }
        })));
        (await PullAsync(one)).Should().Be(await PullAsync(other));
        hashes.Count.Should().BeGreaterThan(Clocks);
        (await one.ReadAsync(new(0), 7))[0].Should().Be(Seats * Clocks);
        (await other.ReadAsync(new(1), 8)).Should().AllBeEquivalentTo((float)Clocks);
        (await PullAsync(other)).Version.Index.Should().Be(Seats * Clocks);
    }

    [RedisFact]
    public async Task One_attempt_sent_by_two_processes_is_applied_once()
    {
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        for (int clock = 0; clock < 10; clock++)
        {
            CommitResult[] results = await Task.WhenAll(one.PushAsync(PushOf(Attempt(0, clock), new(0), _items, 1, 0)), other.PushAsync(PushOf(Attempt(0, clock), new(0), _items, 1, 0)));
            results.Select(r => r.Outcome).Should().BeEquivalentTo([CommitOutcome.Applied, CommitOutcome.AlreadyApplied]);
        }
        (await other.ReadAsync(new(0), 7))[0].Should().Be(10);
    }

    [RedisFact]
    public async Task A_pull_of_exactly_a_version_has_that_version_or_fails()
    {
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        CommitResult first = await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        (await other.PullAsync(new(), All(new(0), 7), PullBound.Exactly(1), None)).Should().Be(first.Version);
        await other.Awaiting(s => s.PullAsync(new(), All(new(0), 7), PullBound.Exactly(2), None).AsTask()).Should().ThrowAsync<VersionUnavailableException>();
        CommitResult second = await one.PushAsync(PushOf(Attempt(0, 1), new(0), _items, 1, 0));
        (await other.PullAsync(new(), All(new(0), 7), PullBound.Exactly(2), None)).Should().Be(second.Version);
        await other.Awaiting(s => s.PullAsync(new(), All(new(0), 7), PullBound.Exactly(1), None).AsTask()).Should().ThrowAsync<VersionUnavailableException>();
        await other.Awaiting(s => s.PullAsync(new(), All(new(0), 7), PullBound.AtLeast(3), None).AsTask()).Should().ThrowAsync<VersionUnavailableException>();
    }

    [RedisFact]
    public async Task Owned_rows_that_were_written_in_parts_are_whole_for_who_comes_late()
    {
        TableSpec spec = new("parts", 6, 1) { Sharing = Sharing.OwnedBy([0, 6], OwnedDurability.EveryCommit) };
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        foreach (RedisParameterStore store in new[] { one, other })
            await store.CreateTableAsync(spec, None);
        float[] image = [1, 2, 3, 4, 5, 6];
        await one.PushAsync(PushOf(Attempt(0, 0), TableRows.OfRows(new(2), 0, 3), image, new BlockId(0, 0, 0)));
        await other.PushAsync(PushOf(Attempt(0, 1), TableRows.OfRows(new(2), 3, 4), [0, 0, 0, 40, 50, 0], new BlockId(0, 0, 1)));
        await using RedisParameterStore late = await OpenAsync();
        await late.CreateTableAsync(spec, None);
        (await late.ReadAsync(new(2), 6)).Should().Equal(1, 0, 0, 40, 50, 0);
        (await one.ReadAsync(new(2), 6)).Should().Equal(1, 0, 0, 40, 50, 0);
        await one.PushAsync(PushOf(Attempt(0, 2), TableRows.All(new(2), 6), image, new BlockId(0, 0, 2)));
        (await late.ReadAsync(new(2), 6)).Should().Equal(image);
    }

    [RedisFact]
    public async Task A_restore_is_another_history_for_all_processes()
    {
        await using RedisParameterStore one = await OpenAsync(), other = await OpenAsync();
        var replica = new Replica();
        RowSet all = RowSet.Of(TableRows.All(new(0), 7), TableRows.All(new(1), 8));
        await one.PushAsync(RacePush(0, 0));
        using var snapshot = new MemoryStream();
        await one.SnapshotAsync(snapshot, None);
        (StoreVersion, ulong) then = await PullAsync(other);
        for (int clock = 1; clock < 4; clock++)
            await one.PushAsync(RacePush(0, clock));
        await other.PullAsync(replica, all, PullBound.Newest, None);
        await other.StageAsync(RacePush(1, 0), None);

        // Both at once: one comes after the other, and both restore the same.
        await Task.WhenAll(one.RestoreAsync(new MemoryStream(snapshot.ToArray()), None).AsTask(), other.RestoreAsync(new MemoryStream(snapshot.ToArray()), None).AsTask());
        (await other.PullAsync(replica, all, PullBound.Newest, None), replica.Hash()).Should().Be(then);
        (await PullAsync(one)).Should().Be(then);
        await other.Awaiting(s => s.CommitAsync(Step(Attempt(1, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>("what was staged is gone");
        (await one.PushAsync(RacePush(0, 1))).Outcome.Should().Be(CommitOutcome.Applied);
        (await PullAsync(other)).Should().Be(await PullAsync(one));
        await using RedisParameterStore late = await OpenAsync();
        (await PullAsync(late)).Should().Be(await PullAsync(one));
    }

    [RedisFact]
    public async Task Who_comes_late_starts_from_a_base_and_a_saved_state_and_what_they_replaced_is_gone()
    {
        const int Clocks = 200;
        static NodeSettings Small(NodeSettings settings) => settings with { GarbageKept = 500_000_000, UncompactedBytesMax = 500, SnapshotInterval = 16, RecordsKept = 32, KeptBytesMax = 500 };
        await using RedisParameterStore one = await OpenAsync(Small), other = await OpenAsync(Small);
        for (int clock = 0; clock < Clocks; clock++)
            await (clock % 2 == 0 ? one : other).PushAsync(RacePush(clock % 2, clock));
        await Until.TrueAsync(() => one.Look(r => r is { Base.Generation: > 3, Snapshot.Cursor: > 160, OldBases.Count: 0, Garbage.Count: < 64 }), "bases and states are written, and garbage is removed");
        await using RedisParameterStore late = await OpenAsync(Small);
        late.Look(r => r.Snapshot!.Value.Cursor).Should().BeGreaterThan(160, "it loaded a saved state");
        (await PullAsync(late)).Should().Be(await PullAsync(one)).And.Be(await PullAsync(other));
        (await late.ReadAsync(new(0), 7))[0].Should().Be(Clocks);
        (await late.PushAsync(RacePush(0, Clocks))).Outcome.Should().Be(CommitOutcome.Applied);
        (await PullAsync(one)).Should().Be(await PullAsync(late));
        CountKeys($"mlnet:{{{_name}.0*:delta:*").Should().BeLessThan(Clocks, "covered updates are unlinked");
    }

    [RedisFact]
    public async Task Who_comes_late_gets_the_state_of_folds_from_a_base_and_goes_on_with_it()
    {
        const int Clocks = 60;
        static NodeSettings Small(NodeSettings settings) => settings with { UncompactedBytesMax = 500, SnapshotInterval = 16, RecordsKept = 32, KeptBytesMax = 500, Codec = UpdateCodec.Int8 };
        TableSpec[] specs =
        [
            new("heavy", 9, 5) { Fold = Fold.StalenessAware(Fold.Momentum(0.9f)) },
            new("adaptive", 9, 5) { Fold = Fold.AdaptiveDelayCompensated(2, 0.1f) },
            new("following", 9, 5) { Fold = Fold.CompositeFtrl(0.1f, 1, 0.01f, 0.1f) },
        ];
        var random = new Random(3);
        await using RedisParameterStore one = await OpenAsync(Small, specs), other = await OpenAsync(Small, specs);
        for (int clock = 0; clock < Clocks; clock++)
            await (clock % 2 == 0 ? one : other).PushAsync(FoldedPush(random, clock % 2, clock));
        await Until.TrueAsync(() => one.Look(r => r.Base is { Generation: > 1, Version.Index: > Clocks / 2 }), "bases are written");
        await using RedisParameterStore late = await OpenAsync(Small, specs);
        for (int clock = Clocks; clock < Clocks + 5; clock++)
            (await late.PushAsync(FoldedPush(random, 2, clock))).Outcome.Should().Be(CommitOutcome.Applied);
        (StoreVersion, ulong) all = await PullStateAsync(late);
        all.Should().Be(await PullStateAsync(one)).And.Be(await PullStateAsync(other));

        using var snapshot = new MemoryStream();
        await late.SnapshotAsync(snapshot, None);
        await other.PushAsync(FoldedPush(random, 1, Clocks));
        await one.RestoreAsync(new MemoryStream(snapshot.ToArray()), None);
        (await PullStateAsync(other)).Should().Be(all);
        var memory = new InMemoryParameterStore();
        await memory.RestoreAsync(new MemoryStream(snapshot.ToArray()), None);
        (await PullStateAsync(memory)).Should().Be(all);
    }

    [RedisFact]
    public async Task Int8_updates_leave_all_processes_equal_to_the_bit_and_close_to_the_sum()
    {
        static NodeSettings Int8(NodeSettings settings) => settings with { Codec = UpdateCodec.Int8 };
        TableSpec spec = new("wide", 40, 64);
        await using RedisParameterStore one = await OpenAsync(Int8), other = await OpenAsync(Int8);
        foreach (RedisParameterStore store in new[] { one, other })
            await store.CreateTableAsync(spec, None);
        var random = new Random(5);
        double[] sum = new double[40 * 64];
        for (int clock = 0; clock < 40; clock++)
        {
            float[] image = [.. sum.Select(_ => random.NextSingle() - 0.5f)];
            for (int i = 0; i < sum.Length; i++)
                sum[i] += image[i];
            await (clock % 2 == 0 ? one : other).PushAsync(PushOf(Attempt(clock % 2, clock), TableRows.All(new(2), 40), image));
        }
        float[] found = await one.ReadAsync(new(2), 40);
        (await other.ReadAsync(new(2), 40)).AsSpan().SequenceEqual(found).Should().BeTrue();
        double error = Math.Sqrt(found.Zip(sum, (f, s) => (f - s) * (f - s)).Sum() / sum.Sum(s => s * s));
        error.Should().BeInRange(1e-6, 5e-3, "values were rounded, and what was lost came with the next update");
    }

    [RedisFact]
    public async Task A_table_that_another_process_made_otherwise_is_refused_and_both_are_shown()
    {
        await using RedisParameterStore one = await OpenAsync();
        await using RedisParameterStore other = await RedisStores.OpenAsync(ConnectionString, _name, Options);
        var error = await other.Awaiting(s => s.CreateTableAsync(_items with { Columns = 4 }, None).AsTask()).Should().ThrowAsync<TableMismatchException>();
        error.Which.Message.Should().Contain("7 × 3").And.Contain("7 × 4");
        TableSpec moved = _users with { Sharing = Sharing.OwnedBy([0, 2, 2, 3, 4, 5, 6, 7, 8], OwnedDurability.EveryCommit) };
        await other.Awaiting(s => s.CreateTableAsync(moved, None).AsTask()).Should().ThrowAsync<TableMismatchException>();
        await other.CreateTableAsync(_items, None);
        await one.PushAsync(PushOf(Attempt(0, 0), new(0), _items, 1, 0));
        var missing = await other.Awaiting(s => s.PullAsync(new(), All(new(0), 7), PullBound.Newest, None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        missing.Which.Message.Should().Contain("'users'");
    }

    [RedisFact]
    public async Task Tables_of_odd_sizes_travel_in_updates_and_bases()
    {
        TableSpec[] specs = [new("none", 0, 3), new("single", 1, 1), new("large", 300_000, 4)];
        static NodeSettings Small(NodeSettings settings) => settings with { UncompactedUpdatesMax = 1 };
        await using RedisParameterStore one = await OpenAsync(Small), other = await OpenAsync(Small);
        RedisParameterStore[] stores = [one, other];
        foreach (RedisParameterStore store in stores)
            foreach (TableSpec spec in specs)
                await store.CreateTableAsync(spec, None);
        for (int clock = 0; clock < 3; clock++)
            await stores[clock % 2].PushAsync(OddPush(clock % 2, clock, specs));
        await Until.TrueAsync(() => one.Look(r => r.Base is not null), "a base is written");
        await using RedisParameterStore late = await OpenAsync(Small);
        foreach (TableSpec spec in specs)
            await late.CreateTableAsync(spec, None);
        float[] large = await late.ReadAsync(new(4), 300_000);
        large[0].Should().Be(6);
        large[^1].Should().Be(6 * 1.5f);
        float[] same = await one.ReadAsync(new(4), 300_000);
        large.AsSpan().SequenceEqual(same).Should().BeTrue();
        (await late.ReadAsync(new(3), 1)).Should().Equal(6f);
        (await other.ReadAsync(new(2), 0)).Should().BeEmpty();
    }

    private static Push OddPush(int seat, int clock, TableSpec[] specs)
    {
        float[] large = new float[specs[2].Rows * 4];
        Array.Fill(large, clock + 1);
        large[^1] *= 1.5f;
        var push = new Push();
        push.Reset(Attempt(seat, clock), StoreVersion.Zero);
        push.Add(new TablePush(TableRows.All(new(3), 1), new float[] { clock + 1 }));
        push.Add(new TablePush(TableRows.All(new(4), specs[2].Rows), large));
        return push;
    }

    /// <summary>Adds 1 to the shared row 0 and to one of its own, and sets the owned row of the seat's example shard to the clocks done.</summary>
    private static Push RacePush(int seat, int clock)
    {
        float[] shared = new float[7 * 3];
        shared[0] = 1;
        shared[((1 + (seat % 6)) * 3) + 1] = 0.1f * (clock + 1);
        float[] owned = new float[8 * 2];
        Array.Fill(owned, clock + 1);
        Push push = PushOf(Attempt(seat, clock), TableRows.OfRows(new(0), 0, 1 + (seat % 6)), shared, new BlockId(seat, 0, clock));
        push.Add(new TablePush(TableRows.OfRows(new(1), seat), owned));
        return push;
    }

    /// <summary>A step in both tables with folds, computed from one of the last versions.</summary>
    private static Push FoldedPush(Random random, int seat, int clock)
    {
        var push = new Push();
        push.Reset(Attempt(seat, clock), new(Math.Max(0, clock - random.Next(4)), 0));
        for (int table = 2; table < 5; table++)
            push.Add(new TablePush(TableRows.OfRows(new(table), random.Next(9), random.Next(9)), Some()) { Pulled = Some() });
        return push;
        float[] Some() => [.. Enumerable.Range(0, 45).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static async Task<(StoreVersion Version, ulong Hash)> PullStateAsync(IParameterStore store)
    {
        var replica = new Replica { HoldsState = true };
        StoreVersion version = await store.PullAsync(replica, RowSet.Of(TableRows.All(new(2), 9), TableRows.All(new(3), 9), TableRows.All(new(4), 9)), PullBound.Newest, None);
        replica.StateOf(new(2)).Should().Contain(value => value != 0);
        return (version, replica.Hash());
    }

    private async Task<RedisParameterStore> OpenAsync(Func<NodeSettings, NodeSettings>? adjust = null, params TableSpec[] more)
    {
        RedisParameterStore store = await RedisStores.OpenAsync(ConnectionString, _name, Options, adjust);
        await store.CreateTableAsync(_items, None);
        await store.CreateTableAsync(_users, None);
        foreach (TableSpec spec in more)
            await store.CreateTableAsync(spec, None);
        return store;
    }

    private static async Task<(StoreVersion Version, ulong Hash)> PullAsync(RedisParameterStore store)
    {
        var replica = new Replica();
        StoreVersion version = await store.PullAsync(replica, RowSet.Of(TableRows.All(new(0), 7), TableRows.All(new(1), 8)), PullBound.Newest, None);
        return (version, replica.Hash());
    }

    internal abstract int CountKeys(string pattern);
}
