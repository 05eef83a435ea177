using ParameterStore;
using ParameterStore.Tests;

namespace Redis.ParameterStore.Tests;

/// <summary>Jobs of several processes with tables that are not only added to, on a real server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class FoldHostTests(OneRedis redis)
{
    private const int Processes = 3, Rows = 5, Columns = 9;

    public static TheoryData<string, string> Cases => new()
    {
        { "asp", "staleness-aware momentum" },
        { "ssp:1", "adaptively delay-compensated" },
        { "bsp", "momentum" },
        { "kofn:2/3,cache", "delay-compensated" },
        { "kofn:2/3,cache", "staleness-aware" },
        { "essp:2", "momentum" },
        { "asp", "composite ftrl" },
        { "bsp", "adam" },
        { "ssp:1", "composite adagrad" },
    };

    [RedisTheory]
    [MemberData(nameof(Cases))]
    public async Task Every_process_has_the_same_values_and_the_same_state(string policy, string fold)
    {
        string job = RedisStores.NewName();
        var spec = new TableSpec("folded", Rows, Columns) { Fold = PlainFold.All[fold].Fold };
        (StoreVersion Version, ulong Hash)[] models = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => RunAsync(ToyHost.Manifest(job, SyncPolicy.Parse(policy)), spec)));
        models.Distinct().Should().ContainSingle();
        models[0].Version.Index.Should().BeGreaterThan(10);
    }

    [RedisFact]
    public async Task A_process_with_another_fold_is_refused_and_both_are_shown()
    {
        JobManifest manifest = ToyHost.Manifest(RedisStores.NewName(), SyncPolicy.Asynchronous);
        await using ToyHost one = await ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(2));
        await using ToyHost other = await ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(2));
        TableSpec spec = new("folded", Rows, Columns) { Fold = Fold.Momentum(0.9f) };
        await one.Host.Store.CreateTableAsync(spec, CancellationToken.None);
        await other.Host.Store.Awaiting(s => s.CreateTableAsync(spec with { Fold = Fold.Momentum(0.5f) }, CancellationToken.None).AsTask())
            .Should().ThrowAsync<TableMismatchException>().WithMessage("*fold Momentum(0.9)*fold Momentum(0.5)*");
    }

    private async Task<(StoreVersion Version, ulong Hash)> RunAsync(JobManifest manifest, TableSpec spec)
    {
        await using ToyHost process = await ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(Processes), durability: 1);
        TableId table = await process.Host.Store.CreateTableAsync(spec, CancellationToken.None);
        RowSet rows = RowSet.Of(TableRows.All(table, Rows));
        WorkerId worker = await process.Host.JoinAsync(CancellationToken.None);
        var session = new WorkerSession(process.Host, worker);
        while (await session.BeginClockAsync(_ => rows, CancellationToken.None))
        {
            foreach (BlockId block in session.Blocks)
                Step(session.Open(table)[(block.Shard + block.Index) % Rows], block);
            if (session.IsAborted)
                await session.AbortAsync(CancellationToken.None);
            else
                await session.ClockAsync(CancellationToken.None);
        }

        await process.Host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
        await process.Host.CompletedAsync(CancellationToken.None);
        var replica = new Replica { HoldsState = true };
        StoreVersion version = await process.Host.Store.PullAsync(replica, rows, PullBound.Exactly(session.StoppedAt!.Value.Index), CancellationToken.None);
        replica.StateOf(table).Length.Should().Be(Rows * spec.Fold.StateColumns(Columns));
        return (version, replica.Hash());
    }

    // Towards another point with each block.
    private static void Step(Span<float> row, BlockId block)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] -= 0.1f * (row[i] - (((block.Shard + (3 * block.Epoch) + i) % 7) - 3));
    }
}
