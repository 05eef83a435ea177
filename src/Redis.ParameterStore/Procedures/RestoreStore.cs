using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Replaces all state of a store without a job by a snapshot's: a base and owned rows are written under new names, then one entry begins another
/// history of commits with them. What another process commits at the same time is before or after it.
/// </summary>
internal sealed class RestoreStore(JobNode node, StoreState state) : Procedure<bool>
{
    private readonly PooledBytes[] _blobs = [.. Enumerable.Range(0, node.Keys.Shards).Select(_ => new PooledBytes())];

    protected override IEnumerable<Step> Run()
    {
        TableWanted[] tables = [.. state.Tables.Select(t => new TableWanted(t.Spec.Name, SpecText.Of(t.Spec)))];
        while (true)
        {
            node.ThrowIfLost(null);
            foreach (Step step in Call(new AwaitMember(node)))
                yield return step;
            int term = node.Term;
            int member = node.Member;
            var rows = new StagedUpdate(node.TakeNumber(), node.Keys.Shards);
            long generation = BaseRef.FirstOf(node.Replica.History + 1, checked((int)rows.Number));
            yield return Step.Do(() => Encode(rows));
            foreach (Step step in Call(new Delivery(node, ToBatches(rows, generation, member), "writing a snapshot's rows")))
                yield return step;
            if (node.Term != term)
                continue;
            var image = new BaseRef(state.Version, generation, member, [.. _blobs.Select(b => b.Length)], [.. _blobs.Select(b => BaseBlob.Hash(b.Span))]);
            OutboxItem item = node.Append(new StoreRestored(state.NewestToken, state.Seats, tables, image, rows.ToRef(member)));
            while (!item.IsDone)
                yield return Step.Wait(node.Changed);
            if (item.Error is SeatLostException)
                continue;
            if ((item.Error ?? item.Result.Error) is { } error)
                throw error;

            // Otherwise another process restored it meanwhile: this one comes after.
            if (item.Result.Outcome == CommitOutcome.Applied)
                break;
        }

        // The memory is not given back to the pool: a send whose outcome was unknown may still read it, and this is rare.
        Result = true;
    }

    private void Encode(StagedUpdate rows)
    {
        for (int shard = 0; shard < _blobs.Length; shard++)
        {
            _blobs[shard] = new();
            BaseBlob.Encode(_blobs[shard], state.Tables, shard, _blobs.Length);
        }
        TableSpec[] specs = [.. state.Tables.Select(t => t.Spec)];
        for (int shard = 0; shard < specs.Max(s => (int?)s.Sharing.Shards); shard++)
        {
            TablePush[] parts = [.. from i in Enumerable.Range(0, specs.Length) where shard < specs[i].Sharing.Shards && specs[i].Sharing.RowsOf(shard).Count > 0 select new TablePush(new(i), new[] { specs[i].Sharing.RowsOf(shard) }, state.Tables[i].Values)];
            OwnedBlob.Encode(rows.AddOwned(shard, isPart: false), parts, specs, shard);
            rows.DropEmptyOwned();
        }
    }

    private Batch[] ToBatches(StagedUpdate rows, long generation, int member)
    {
        var commands = new List<Command>[_blobs.Length];
        for (int shard = 0; shard < commands.Length; shard++)
        {
            int at = shard;
            BlobChunks.Set(commands[shard] = [], _blobs[shard].Memory, chunk => node.Keys.Base(at, generation, member, chunk), node.Settings.AbandonedMs);
        }
        return [.. BlobChunks.ToBatches(node.Keys, commands, node.Settings.WaitReplicas), .. rows.ToBatches(node.Keys, member, node.Settings.AbandonedMs, node.Settings.WaitReplicas)];
    }
}
