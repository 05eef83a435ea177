namespace Redis.ParameterStore;

/// <summary>Replaces all shared rows of an image by a base's.</summary>
internal sealed class LoadBase(JobNode node, StoreImage image, BaseRef wanted) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        long until = Reply.Now + node.Settings.MissingTimeout;
        int term = node.Term;
        while (true)
        {
            var commands = new List<Command>[node.Keys.Shards];
            for (int shard = 0; shard < commands.Length; shard++)
            {
                int at = shard;
                BlobChunks.Get(commands[shard] = [], wanted.Bytes[shard], chunk => node.Keys.Base(at, wanted.Generation, wanted.Member, chunk));
            }
            var fetching = new Delivery(node, BlobChunks.ToBatches(node.Keys, commands), "fetching the base");
            foreach (Step step in Call(fetching))
                yield return step;
            BatchAnswer[] answers = fetching.Result;
            int[] gone = Missing(answers);
            bool isWhole = gone.Length == 0;
            if (isWhole && node.Term == term)
                yield return Step.Do(() => Assign(answers));
            BlobChunks.Free(answers);
            if (isWhole || node.Term != term)
                break;

            // The last base but one is unlinked: there is a newer one, which the log names.
            node.WantSync();
            yield return Step.WaitUntil(Reply.Now + Math.Min(50_000_000, node.Settings.MissingTimeout / 10));
            if (node.Term != term || node.Replica.Base != wanted)
                break;
            if (Reply.Now >= until)
                throw new UpdatesLostException($"{node.Name}: the base at {wanted.Version} is gone from parameter shard {string.Join(" and ", gone)}; a server lost or evicted keys. Start the job anew.");
        }

        node.Changed.Raise();
    }

    /// <summary>The parameter shards that lack a piece.</summary>
    private int[] Missing(BatchAnswer[] answers)
    {
        int[] shards = [.. Enumerable.Range(0, node.Keys.Shards).Where(shard => wanted.Bytes[shard] > 0)];
        return [.. shards.Where((_, batch) => answers[batch].Results.Any(r => r.Kind == ResultKind.Nothing))];
    }

    private void Assign(BatchAnswer[] answers)
    {
        using var joined = new PooledBytes();
        image.Load(
            (tables, change) =>
            {
                change++;
                for (int shard = 0, batch = 0; shard < node.Keys.Shards; shard++)
                {
                    if (wanted.Bytes[shard] == 0)
                        continue;
                    int at = 0;
                    ReadOnlyMemory<byte> blob = BlobChunks.Join(answers[batch++].Results, ref at, wanted.Bytes[shard], joined)!.Value;
                    BaseBlob.Assign(blob.Span, wanted.Hashes[shard], tables, shard, node.Keys.Shards, change);
                }
                return change;
            },
            wanted.Version);
    }
}
