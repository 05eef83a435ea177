using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Brings the newest committed rows of example shards into the process's image. Result: how many blobs were fetched.</summary>
internal sealed class FetchOwned(JobNode node, IReadOnlyCollection<int> exampleShards) : Procedure<int>
{
    private readonly PooledBytes _joined = new();

    protected override IEnumerable<Step> Run()
    {
        long until = Reply.Now + node.Settings.MissingTimeout;
        int term = node.Term;
        while (true)
        {
            node.ThrowIfLost(term);
            StoreImage image = node.Image;
            OwnedPlace[] places = [.. exampleShards.SelectMany(shard => image.Missing(node.Replica.OwnedPieces(shard)))];
            if (places.Length == 0)
                break;
            OwnedPlace[] some = [.. Limit(places)];
            var fetching = new Delivery(node, [.. some.Select(ToBatch)], "fetching owned rows");
            foreach (Step step in Call(fetching))
                yield return step;
            BatchAnswer[] answers = fetching.Result;
            if (node.Term != term)
                throw new SeatLostException($"{node.Name}: the process takes part anew.");
            int missing = Array.FindIndex(answers, a => a.Results.Any(r => r.Kind == ResultKind.Nothing));
            int whole = missing < 0 ? some.Length : missing;
            if (whole > 0)
            {
                yield return Step.Do(() => Assign(image, some.AsSpan(0, whole), answers));
                Result += whole;
                until = Reply.Now + node.Settings.MissingTimeout;
            }
            BlobChunks.Free(answers);
            if (missing < 0)
                continue;

            // Replaced meanwhile, or lost: the log tells.
            node.WantSync();
            node.Append(new UpdateMissed(some[missing].Member, some[missing].Number));
            yield return Step.WaitUntil(Reply.Now + Math.Min(100_000_000, node.Settings.MissingTimeout / 10));
            if (Reply.Now >= until)
                throw new UpdatesLostException($"{node.Name}: the rows that example shard {some[missing].Shard} owns, committed at {some[missing].Version}, are gone from parameter shard {some[missing].Shard % node.Keys.Shards}; a server lost or evicted keys. Start the job anew.");
        }
    }

    private static IEnumerable<OwnedPlace> Limit(OwnedPlace[] places)
    {
        long bytes = 0;
        return places.TakeWhile((p, i) => (bytes += p.Bytes) <= NodeSettings.FetchBytesMax || i == 0);
    }

    private Batch ToBatch(OwnedPlace place)
    {
        var commands = new List<Command>();
        BlobChunks.Get(commands, place.Bytes, chunk => node.Keys.Owned(place.Member, place.Number, place.Shard, chunk));
        return new(node.Keys.RouteOf(place.Shard % node.Keys.Shards), Lane.Data, [.. commands]) { Bytes = place.Bytes };
    }

    private void Assign(StoreImage image, ReadOnlySpan<OwnedPlace> places, BatchAnswer[] answers)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int at = 0;
            image.Assign(places[i], BlobChunks.Join(answers[i].Results, ref at, places[i].Bytes, _joined)!.Value.Span);
        }
    }
}
