using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>What a host of this process does with k-of-n's decisions, one call after the other.</summary>
public class KOfNHostTests
{
    [Fact]
    public async Task A_late_push_is_committed_as_it_was_though_its_worker_has_gone_on()
    {
        await using var world = await World.OpenAsync("kofn:1/2,cache,1,0.5");
        WorkerSession fast = await world.BeginAsync(), late = await world.BeginAsync();
        world.Work(late, 8);
        await world.EndAsync(fast, 1);
        await late.ClockAsync(None);
        (await late.BeginClockAsync(_ => world.Rows, None)).Should().BeTrue("it goes on though its push is not decided on");
        late.Version.Index.Should().Be(1);
        late.Open(world.Owned)[1][0].Should().Be(8, "it builds on what it did to its own rows");
        world.Work(late, 100);

        await fast.BeginClockAsync(_ => world.Rows, None);
        await world.EndAsync(fast, 1);

        (await world.Store.ReadAsync(world.Shared, 1)).Should().Equal(1 + 1 + (0.5f * 8));
        (await world.Store.ReadAsync(world.Owned, 2)).Should().Equal(2, 8);
    }

    [Fact]
    public async Task A_dropped_push_is_counted_as_discarded_and_its_worker_starts_from_what_the_store_has()
    {
        await using var world = await World.OpenAsync("kofn:1/2,drop");
        WorkerSession fast = await world.BeginAsync(), late = await world.BeginAsync();
        world.Work(late, 8);
        await world.EndAsync(fast, 1);
        await late.ClockAsync(None);
        world.Host.Statistics.BlocksDiscarded.Should().Be(1);

        await late.BeginClockAsync(_ => world.Rows, None);

        late.Open(world.Owned)[1][0].Should().Be(0);
        late.Open(world.Shared)[0][0].Should().Be(1);
        late.Version.Index.Should().Be(2);
    }

    [Fact]
    public async Task A_late_worker_that_is_aborted_skips_its_block_and_draws_the_next()
    {
        await using var world = await World.OpenAsync("kofn:1/2,abortlate");
        WorkerSession fast = await world.BeginAsync(), late = await world.BeginAsync();
        world.Work(late, 8);
        late.IsAborted.Should().BeFalse();
        await world.EndAsync(fast, 1);
        late.IsAborted.Should().BeTrue();
        await late.AbortAsync(None);
        world.Host.Statistics.Should().BeEquivalentTo(new { BlocksSkipped = 1, BlocksCommitted = 1, BlocksDiscarded = 0, Aborts = 1 });

        await late.BeginClockAsync(_ => world.Rows, None);

        late.Blocks.ToArray().Should().Equal(new BlockId(1, 0, 1));
        late.Open(world.Owned)[1][0].Should().Be(0);
        await world.EndAsync(late, 8);
        (await world.Store.ReadAsync(world.Shared, 1)).Should().Equal(9);
    }

    [Fact]
    public async Task A_copy_of_a_push_does_not_change_with_what_it_was_made_of()
    {
        var store = new InMemoryParameterStore();
        TableId table = await store.CreateTableAsync(new("t", 3, 2), None);
        var kept = new KeptPushes(store);
        float[] image = [1, 2, 3, 4, 5, 6];
        var push = new Push();
        push.Reset(new(new(0, 0), 0, 0), default);
        push.Add(new TablePush(table, new RowRange[] { new(1, 2) }, image));
        push.Add(new BlockId(0, 0, 0), new(2, 1));

        Push copy = kept.Keep(push);
        image.AsSpan().Fill(9);
        push.Reset(new(new(0, 0), 1, 0), default);

        copy.Attempt.Clock.Should().Be(0);
        copy.Tables[0].Image.Span[2..4].ToArray().Should().Equal(3, 4);
        copy.Tables[0].Ranges.ToArray().Should().Equal(new RowRange(1, 2));
        copy.Losses.ToArray().Should().Equal(new BlockLoss(2, 1));
        kept.Free(copy.Attempt);
        push.Add(new TablePush(table, new RowRange[] { new(0, 3) }, image));
        kept.Keep(push).Should().BeSameAs(copy, "memory is used again");
    }

    [Fact]
    public async Task What_the_store_refuses_is_not_copied()
    {
        var store = new InMemoryParameterStore();
        TableId table = await store.CreateTableAsync(new("t", 3, 2), None);
        var kept = new KeptPushes(store);
        foreach (TablePush wrong in new TablePush[] { new(new(5), new RowRange[] { new(0, 1) }, new float[6]), new(table, new RowRange[] { new(0, 1) }, new float[5]), new(table, new RowRange[] { new(2, 4) }, new float[6]) })
        {
            var push = new Push();
            push.Reset(new(new(0, 0), 0, 0), default);
            push.Add(wrong);
            kept.Keep(push).Should().BeSameAs(push);
        }
    }

    private sealed class World : IAsyncDisposable
    {
        private World(IJobHost host) => Host = host;

        public IJobHost Host { get; }

        public InMemoryParameterStore Store => (InMemoryParameterStore)Host.Store;

        public TableId Shared { get; private set; }

        public TableId Owned { get; private set; }

        public RowSet Rows => All(Shared, 1);

        public static async Task<World> OpenAsync(string policy)
        {
            var manifest = new JobManifest("job", 0, 2, 1, 5, 2, SyncPolicy.Parse(policy), "");
            var world = new World(await JobPlacement.InProcess.OpenAsync(manifest, new FakeTimeProvider(), None));
            world.Shared = await world.Store.CreateTableAsync(new("shared", 1, 1), None);
            world.Owned = await world.Store.CreateTableAsync(new("owned", 2, 1) { Sharing = Sharing.OwnedBy([0, 1, 2], OwnedDurability.EveryCommit) }, None);
            await world.Host.JoinAsync(None);
            await world.Host.JoinAsync(None);
            return world;
        }

        private int _begun;

        /// <summary>The next of the two workers is let through.</summary>
        public async Task<WorkerSession> BeginAsync()
        {
            var session = new WorkerSession(Host, new(_begun++, 0));
            (await session.BeginClockAsync(_ => Rows, None)).Should().BeTrue();
            return session;
        }

        public void Work(WorkerSession session, float value)
        {
            session.Open(Shared)[0][0] += value;
            session.Open(Owned)[session.Worker.Seat][0] += value;
        }

        public async Task EndAsync(WorkerSession session, float value)
        {
            Work(session, value);
            (await session.ClockAsync(None)).Should().Be(CommitOutcome.Applied);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
