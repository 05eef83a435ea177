using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// A process of a toy job in a test's own process: its own link, node and workers. Every block adds 1 to its own place of a shared table and to its
/// example shard's owned row, so that the model says of every block how often it was applied.
/// </summary>
internal sealed class ToyHost : IAsyncDisposable
{
    internal const int Shards = 6, Epochs = 2, Blocks = 5;
    internal const int BlocksPerShard = Epochs * Blocks;

    /// <summary>About how long a clock takes: a few trips to a server of this machine.</summary>
    internal const double ClockMs = 5;

    private ToyHost(IJobHost host, CuttableLink link, TableId shared, TableId owned) => (Host, Link, Shared, Owned) = (host, link, shared, owned);

    internal IJobHost Host { get; }

    internal CuttableLink Link { get; }

    internal TableId Shared { get; }

    internal TableId Owned { get; }

    /// <summary>The number under which the process takes part.</summary>
    internal int Member => Runner.Node.Member;

    internal StoreVersion Version => Runner.Node.Replica.Version;

    private INodeRunner Runner => ((RedisHost)Host).Runner;

    /// <summary>How often a worker of this process was told that its seat is lost.</summary>
    internal int Lost { get; private set; }

    /// <summary>Called by each worker in each clock, after its pull.</summary>
    internal Func<WorkerSession, Task> OnClock { get; set; } = _ => Task.CompletedTask;

    /// <summary>Told what each worker reads in each clock, if the test wants it compared.</summary>
    internal VersionHashes? Reads { get; set; }

    internal static JobManifest Manifest(string job, SyncPolicy policy, string options = "toy") => new(job, 0, Shards, Epochs, Blocks, 1, policy, options);

    /// <summary>Nobody loses a seat because the machine stands still for a while, and nobody gives up early.</summary>
    internal static RedisOptions Options(int workers) => new()
    {
        WorkersTotal = workers,
        Lease = TimeSpan.FromSeconds(30),
        RedisTimeout = Deadline.Hang,
        GatherTimeout = Deadline.Hang,
        GateTimeout = Deadline.Hang,
    };

    internal static async Task<ToyHost> OpenAsync(string connection, JobManifest manifest, RedisOptions options, int durability = 3, TimeProvider? clock = null)
    {
        CuttableLink? link = null;
        var placement = new RedisPlacement(async (time, cancel) => link = await CuttableLink.OpenAsync(connection, time, cancel), options);
        IJobHost host = await placement.OpenAsync(manifest, clock ?? TimeProvider.System, CancellationToken.None);
        TableId shared = await host.Store.CreateTableAsync(new("shared", Shards, BlocksPerShard), CancellationToken.None);
        TableId owned = await host.Store.CreateTableAsync(
            new("owned", Shards, 1) { Sharing = Sharing.OwnedBy([.. Enumerable.Range(0, Shards + 1)], OwnedDurability.EveryClocks(durability)) }, CancellationToken.None);
        return new(host, link!, shared, owned);
    }

    /// <summary>One worker until the job is over, through lost seats.</summary>
    /// <returns>The version at which it stopped.</returns>
    internal async Task<StoreVersion> WorkAsync()
    {
        while (true)
        {
            try
            {
                WorkerId worker = await Host.JoinAsync(CancellationToken.None);
                var session = new WorkerSession(Host, worker);
                while (await session.BeginClockAsync(RowsOf, CancellationToken.None))
                {
                    Reads?.Add((session.Version, HashOf(session.Open(Shared).Values)));
                    await OnClock(session);
                    DoBlocks(session);
                    if (session.IsAborted)
                        await session.AbortAsync(CancellationToken.None);
                    else
                        await session.ClockAsync(CancellationToken.None);
                }
                await Host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
                return session.StoppedAt!.Value;
            }
            catch (SeatLostException)
            {
                Lost++;
            }
        }
    }

    /// <summary>Works to the end, and reads the model.</summary>
    internal async Task<ToyModel> RunAsync()
    {
        StoreVersion stopped = await WorkAsync();
        await Host.CompletedAsync(CancellationToken.None);
        return await ReadAsync(stopped);
    }

    internal async Task<ToyModel> ReadAsync(StoreVersion at)
    {
        var replica = new Replica();
        RowSet all = RowSet.Of(TableRows.All(Shared, Shards), TableRows.All(Owned, Shards));
        StoreVersion version = await Host.Store.PullAsync(replica, all, PullBound.Exactly(at.Index), CancellationToken.None);
        version.Should().Be(at);
        return new(version, replica.Hash(), replica.Values(Shared).ToArray(), replica.Values(Owned).ToArray(), Host.Statistics, Host.Manifest.Policy.Create().Traits.Weights);
    }

    /// <summary>Whether this process knows that another one was given up.</summary>
    internal bool GaveUp(int member)
    {
        lock (Runner.Lock)
            return Runner.Node.Replica.Members.Any(m => m.Number == member && !m.IsLive);
    }

    /// <summary>Whether this process knows that the policy looks after a worker's current clock in a while.</summary>
    internal bool IsWatched(WorkerSession session)
    {
        long timer = SeatTimer.IdOf(new(session.Worker, session.Clock, 0));
        lock (Runner.Lock)
            return Runner.Node.Replica.Timers.Any(t => t.Id == timer);
    }

    /// <summary>Whether a measure that the policy wants was not taken yet, as far as this process knows.</summary>
    internal bool OwesMeasure()
    {
        lock (Runner.Lock)
            return Runner.Node.Replica.MeasuresWanted.Count > 0;
    }

    /// <summary>Waits until this process has read all that is in the log by now.</summary>
    internal async Task ReadToTheEndAsync() =>
        await Host.Store.PullAsync(new(), RowSet.Of(TableRows.All(Shared, Shards)), PullBound.Newest, CancellationToken.None);

    /// <summary>Waits until this process has folded so many commits, and asks nobody for them.</summary>
    internal async Task FoldedAsync(long commits) => await Runner.RunAsync(new AwaitFolded(Runner.Node, commits), CancellationToken.None);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => Reads is null
        ? RowSet.Of(TableRows.OfRows(Shared, [.. blocks.ToArray().Select(b => b.Shard).Order()]))
        : RowSet.Of(TableRows.All(Shared, Shards));

    private static ulong HashOf(ReadOnlySpan<float> values)
    {
        ulong hash = 1469598103934665603;
        foreach (float value in values)
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
        return hash;
    }

    private void DoBlocks(WorkerSession session)
    {
        foreach (BlockId block in session.Blocks)
        {
            session.Open(Shared)[block.Shard][(block.Epoch * Blocks) + block.Index] += 1;
            session.Open(Owned)[block.Shard][0] += 1;
            session.Record(block, new(1, 1));
        }
    }
}
