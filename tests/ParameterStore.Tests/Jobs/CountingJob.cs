namespace ParameterStore.Tests;

/// <summary>
/// A small learner on real threads. Table "counts" has a cell a block, to which every processing of the block adds one; table "chaos" has
/// values that depend on the order and on every bit of all updates before; in table "owned" every example shard counts its own blocks.
/// </summary>
internal sealed class CountingJob : IAsyncDisposable
{
    private const int ChaosRows = 4;
    private const int ChaosColumns = 5;

    private readonly TableId _counts;
    private readonly TableId _chaos;
    private readonly TableId _owned;
    private readonly RowSet _rows;

    private CountingJob(IJobHost host, TableId counts, TableId chaos, TableId owned)
    {
        Host = host;
        _counts = counts;
        _chaos = chaos;
        _owned = owned;
        _rows = RowSet.Of(TableRows.All(counts, host.Manifest.Shards), TableRows.All(chaos, ChaosRows));
    }

    public IJobHost Host { get; }

    public static async Task<CountingJob> OpenAsync(string policy, int workers, int shards = 6, int blocks = 4, int epochs = 3)
    {
        var manifest = new JobManifest("count", 0, shards, epochs, blocks, workers, SyncPolicy.Parse(policy), "");
        IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, CancellationToken.None);
        TableId counts = await host.Store.CreateTableAsync(new("counts", shards, blocks), CancellationToken.None);
        TableId chaos = await host.Store.CreateTableAsync(new("chaos", ChaosRows, ChaosColumns), CancellationToken.None);
        var sharing = Sharing.OwnedBy([.. Enumerable.Range(0, shards + 1)], OwnedDurability.EveryCommit);
        TableId owned = await host.Store.CreateTableAsync(new("owned", shards, 1) { Sharing = sharing }, CancellationToken.None);
        return new(host, counts, chaos, owned);
    }

    /// <summary>Starts the workers that the job begins with.</summary>
    public Task[] Start(Func<WorkerSession, ValueTask>? inEveryClock = null, CancellationToken cancellationToken = default) =>
        [.. Enumerable.Range(0, Host.Manifest.Workers).Select(_ => StartOne(inEveryClock, cancellationToken))];

    /// <summary>Starts one worker. It runs <paramref name="inEveryClock"/> after each pull; an error there is the worker's.</summary>
    public Task StartOne(Func<WorkerSession, ValueTask>? inEveryClock = null, CancellationToken cancellationToken = default) => Task.Run(
        async () =>
        {
            WorkerId worker = await Host.JoinAsync(cancellationToken);
            try
            {
                var session = new WorkerSession(Host, worker);
                while (await session.BeginClockAsync(_ => _rows, cancellationToken))
                {
                    if (inEveryClock is not null)
                        await inEveryClock(session);
                    foreach (BlockId block in session.Blocks)
                        Process(session, block);
                    if (session.IsAborted)
                        await session.AbortAsync(cancellationToken);
                    else
                        await session.ClockAsync(cancellationToken);
                }

                await Host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
            }
            catch (DeathException)
            {
                await Host.LeaveAsync(worker, LeaveReason.Died, null, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                await Host.LeaveAsync(worker, LeaveReason.Resigned, null, CancellationToken.None);
                throw;
            }
            catch (Exception error) when (error is not JobFailedException)
            {
                await Host.LeaveAsync(worker, LeaveReason.Died, error, CancellationToken.None);
                throw;
            }
        },
        CancellationToken.None);

    public static Task EndAsync(params Task[] workers) => Task.WhenAll(workers).WaitAsync(Deadline.Hang);

    /// <summary>How often each block was processed: all of them as often as there are epochs, if every one was processed exactly once.</summary>
    public async Task<float[]> CountsAsync() => (await PullAsync()).Values(_counts).ToArray();

    /// <summary>How many of its blocks each example shard counted in what it owns.</summary>
    public async Task<float[]> OwnedAsync()
    {
        var replica = new Replica();
        await Host.Store.PullAsync(replica, RowSet.Of(TableRows.All(_owned, Host.Manifest.Shards)), PullBound.Newest, CancellationToken.None);
        return replica.Values(_owned).ToArray();
    }

    /// <summary>A hash of every bit of the model.</summary>
    public async Task<ulong> HashAsync() => (await PullAsync()).Hash();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task<Replica> PullAsync()
    {
        var replica = new Replica();
        await Host.Store.PullAsync(replica, _rows, PullBound.Newest, CancellationToken.None);
        return replica;
    }

    private void Process(WorkerSession session, BlockId block)
    {
        session.Open(_counts)[block.Shard][block.Index]++;
        session.Open(_owned)[block.Shard][0]++;
        session.Record(block, new(1, 1));
        Span<float> values = session.Open(_chaos).Values;
        for (int i = 0; i < values.Length; i++)
        {
            float target = ((block.Shard * 31) + (block.Index * 7) + (block.Epoch * 3) + i) % 17 / 7f;
            values[i] += 0.02f * (target - values[i] + MathF.Sin(values[(i + 1) % values.Length]));
        }
    }

    /// <summary>A worker that throws this is dead without an error of its own.</summary>
    public sealed class DeathException : Exception;
}
