namespace ParameterStore.Tests;

/// <summary>Jobs on real threads, whose commits are done again by the plain model: values and state come out equal to the bit, under every fold and policy.</summary>
public sealed class FoldThreadTests
{
    private const int Rows = 7, Columns = 3;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string policy in new[] { "asp", "ssp:1", "bsp", "kofn:2/4,cache", "specsync:1/0.3", "elasticbsp:4" })
                foreach (string fold in PlainFold.All.Keys)
                    cases.Add(policy, fold);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_a_job_comes_to_is_what_its_commits_come_to_one_by_one(string policy, string fold)
    {
        var spec = new TableSpec("t", Rows, Columns) { Fold = PlainFold.All[fold].Fold };
        var store = new JournalStore();
        TableId table = await store.CreateTableAsync(spec, CancellationToken.None);
        var manifest = new JobManifest("folds", 0, 8, 4, 3, 4, SyncPolicy.Parse(policy), "");
        await using var host = new InProcessHost(manifest, manifest.Policy.Create(), store, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WorkAsync(host, table)))).WaitAsync(Deadline.Hang);

        StoreModel model = Replayed(store, fold, spec);
        var replica = new Replica { HoldsState = true };
        (await store.PullAsync(replica, RowSet.Of(TableRows.All(table, Rows)), PullBound.Newest, CancellationToken.None)).Should().Be(model.Version);
        replica.Values(table).SequenceEqual(model.Values[0]).Should().BeTrue();
        replica.StateOf(table).Should().Equal(model.States[0]);
        model.Version.Index.Should().BeGreaterThan(20);
        if (policy == "bsp")
            store.LargestGap.Should().Be(0);
        if (fold.EndsWith("momentum", StringComparison.Ordinal))
            Replayed(store, "add", spec).Values[0].Should().NotEqual(model.Values[0], "another fold would be noticed");
    }

    private static StoreModel Replayed(JournalStore store, string fold, TableSpec spec)
    {
        var model = new StoreModel(PlainFold.All[fold], spec);
        store.Replay(model);
        return model;
    }

    private static async Task WorkAsync(InProcessHost host, TableId table)
    {
        WorkerId worker = await host.JoinAsync(CancellationToken.None);
        var session = new WorkerSession(host, worker);
        while (await session.BeginClockAsync(_ => RowSet.Of(TableRows.All(table, Rows)), CancellationToken.None))
        {
            await Task.Yield();
            foreach (BlockId block in session.Blocks)
                Step(session.Open(table)[((block.Shard * 5) + block.Index) % Rows], block);
            if (session.IsAborted)
                await session.AbortAsync(CancellationToken.None);
            else
                await session.ClockAsync(CancellationToken.None);
        }

        await host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
    }

    // Towards another point with each block.
    private static void Step(Span<float> row, BlockId block)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] -= 0.1f * (row[i] - (((block.Shard + (3 * block.Epoch) + i) % 7) - 3));
    }
}
