namespace Redis.ParameterStore;

/// <summary>Folds committed updates into the process's image as soon as the log names them, in its order. Runs until the node is closed.</summary>
internal sealed class FetchUpdates(JobNode node) : Procedure<bool>
{
    private readonly PooledBytes _joined = new();
    private readonly List<CommittedUpdate> _next = [];
    private MissingUpdate? _missing;
    private int _missingShard;

    protected override IEnumerable<Step> Run()
    {
        while (!node.IsClosing && node.Fatal is null)
        {
            StoreImage image = node.Image;
            if (node.Member == 0 || node.Replica.Tables.Count > image.Tables.Count)
            {
                yield return Step.Wait(node.Changed);
                continue;
            }

            if (node.Replica.Base is { } newest && (newest.Version.Index > image.Version.Index || !image.IsLoaded))
            {
                foreach (Step step in Call(new LoadBase(node, image, newest)))
                    yield return step;
                continue;
            }

            if (!FindNext(image))
            {
                yield return Step.Wait(node.Changed, HasWork);
                continue;
            }

            foreach (Step step in FetchAndFold(image))
                yield return step;
        }
    }

    /// <summary>Whether the loop finds something to do; at least then.</summary>
    private bool HasWork()
    {
        IReadOnlyList<CommittedUpdate> updates = node.Replica.Updates;
        long held = node.Image.Version.Index;
        return node.IsClosing || node.Fatal is not null || node.Member == 0 || node.Replica.Tables.Count > node.Image.Tables.Count
            || (updates.Count > 0 && updates[^1].After.Index > held) || (node.Replica.Base is { } newest && (newest.Version.Index > held || !node.Image.IsLoaded));
    }

    /// <summary>The next updates after the image's version, as many as are fetched in one go.</summary>
    private bool FindNext(StoreImage image)
    {
        _next.Clear();
        IReadOnlyList<CommittedUpdate> updates = node.Replica.Updates;
        int low = 0, high = updates.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (updates[middle].After.Index <= image.Version.Index)
                low = middle + 1;
            else
                high = middle;
        }
        long bytes = 0;
        for (int i = low; i < updates.Count && bytes < NodeSettings.FetchBytesMax; i++)
        {
            _next.Add(updates[i]);
            bytes += updates[i].Update?.Bytes ?? 0;
        }
        return _next.Count > 0;
    }

    private IEnumerable<Step> FetchAndFold(StoreImage image)
    {
        int shards = node.Keys.Shards;
        int term = node.Term;
        StagedUpdate?[] own = [.. _next.Select(Own)];
        var commands = new List<Command>[shards];
        for (int shard = 0; shard < shards; shard++)
            commands[shard] = [];
        for (int i = 0; i < _next.Count; i++)
            if (IsFetched(i, own))
                Get(commands, _next[i].Update!);
        Batch[] batches = BlobChunks.ToBatches(node.Keys, commands);
        BatchAnswer[] answers = [];
        if (batches.Length > 0)
        {
            var fetching = new Delivery(node, batches, "fetching updates");
            foreach (Step step in Call(fetching))
                yield return step;
            answers = fetching.Result;
        }
        if (node.Term != term || node.Image != image)
        {
            BlobChunks.Free(answers);
            yield break;
        }

        int[] batchOf = new int[shards];
        for (int shard = 0, batch = 0; shard < shards; shard++)
            batchOf[shard] = commands[shard].Count > 0 ? batch++ : -1;
        int whole = FirstMissing(own, answers, batchOf);
        if (whole > 0)
        {
            CommittedUpdate[] folded = [.. _next.Take(whole)];
            yield return Step.Do(() => Fold(image, folded, own, answers, batchOf));
            _missing = null;
            for (int i = 0; i < whole; i++)
                if (own[i] is { } mine)
                    (mine.IsFolded, mine.CommittedAt) = (true, folded[i].After.Index);
            node.Kept.Forget(node.Replica.Base, node.Settings.KeptBytesMax);
            node.Changed.Raise();
        }
        BlobChunks.Free(answers);
        if (whole < _next.Count && node.Term == term && node.Image == image)
            foreach (Step step in AskAgain(_next[whole]))
                yield return step;
    }

    private StagedUpdate? Own(CommittedUpdate update) =>
        update.Update is { } at && at.Member == node.Member ? node.Kept.Find(at.Number) : null;

    private bool IsFetched(int i, StagedUpdate?[] own) => _next[i] is { Weight: > 0, Update: not null } && own[i] is null;

    private void Get(List<Command>[] commands, UpdateRef update)
    {
        for (int shard = 0; shard < commands.Length; shard++)
        {
            int at = shard;
            BlobChunks.Get(commands[shard], update.SharedBytes[shard], chunk => node.Keys.Delta(at, update.Member, update.Number, chunk));
        }
    }

    /// <summary>How many of the next updates are there, before the first of which a piece is missing.</summary>
    private int FirstMissing(StagedUpdate?[] own, BatchAnswer[] answers, int[] batchOf)
    {
        int[] at = new int[batchOf.Length];
        for (int i = 0; i < _next.Count; i++)
        {
            if (!IsFetched(i, own))
                continue;
            for (int shard = 0; shard < at.Length; shard++)
                for (int chunk = BlobChunks.Count(_next[i].Update!.SharedBytes[shard]); chunk > 0; chunk--)
                    if (answers[batchOf[shard]].Results[at[shard]++].Kind == ResultKind.Nothing)
                    {
                        _missingShard = shard;
                        return i;
                    }
        }
        return _next.Count;
    }

    private void Fold(StoreImage image, CommittedUpdate[] updates, StagedUpdate?[] own, BatchAnswer[] answers, int[] batchOf)
    {
        int[] at = new int[batchOf.Length];
        image.Fold(
            (tables, change) =>
            {
                for (int i = 0; i < updates.Length; i++)
                {
                    if (updates[i] is not { Weight: > 0, Update: { } update })
                        continue;
                    change++;
                    for (int shard = 0; shard < at.Length; shard++)
                    {
                        if (update.SharedBytes[shard] == 0)
                            continue;
                        ReadOnlyMemory<byte> blob = own[i] is { } mine
                            ? mine.Shared(shard).Memory
                            : BlobChunks.Join(answers[batchOf[shard]].Results, ref at[shard], update.SharedBytes[shard], _joined)!.Value;
                        UpdateBlob.Fold(blob.Span, tables, shard, at.Length, updates[i].Weight, updates[i].Lag, change);
                    }
                }
                return change;
            },
            updates[^1].After);
    }

    private IEnumerable<Step> AskAgain(CommittedUpdate update)
    {
        UpdateRef at = update.Update!;
        if (_missing is null || _missing.Member != at.Member || _missing.Number != at.Number)
        {
            _missing = new(at.Member, at.Number, Reply.Now + node.Settings.MissingTimeout);

            // The log first: a base may cover it by now. Then its pusher, who may still have it.
            node.WantSync();
            node.Append(new UpdateMissed(at.Member, at.Number));
        }
        else if (Reply.Now >= _missing.Until && !IsCovered(update))
        {
            throw new UpdatesLostException(
                $"{node.Name}: the update of {update.Attempt} (number {at.Number} of process {at.Member}) is committed, but its values are gone from parameter shard {_missingShard}, and its process does not have them any more. "
                + "A server lost or evicted keys: use replicas with WaitReplicas, persistence, and maxmemory-policy noeviction. Start the job anew.");
        }
        yield return Step.WaitUntil(Reply.Now + Math.Min(100_000_000, node.Settings.MissingTimeout / 10));
    }

    private bool IsCovered(CommittedUpdate update) => node.Replica.Base is { } covered && covered.Version.Index >= update.After.Index;

    private sealed record MissingUpdate(int Member, long Number, long Until);
}
