using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Posts bytes for all processes under a name; no bytes free what this process posted there before.</summary>
internal sealed class PostValue(JobNode node, string name, ReadOnlyMemory<byte> bytes, long number) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        while (true)
        {
            foreach (Step step in Call(new AwaitMember(node)))
                yield return step;
            int term = node.Term;
            var commands = new List<Command>();
            int member = node.Member;
            Posted? before = node.Replica.PostedUnder(name).GetValueOrDefault(member);
            BlobChunks.Set(commands, bytes, chunk => node.Keys.Posted(member, number, chunk), node.Settings.AbandonedMs);
            if (commands.Count > 0)
                foreach (Step step in Call(new Delivery(node, [new(node.Keys.RouteOf(member % node.Keys.Shards), Lane.Data, [.. commands]) { Bytes = bytes.Length }], "posting a value")))
                    yield return step;
            if (node.Term != term)
                continue;
            OutboxItem item = node.Append(new Posted(name, number, bytes.Length));
            while (!item.IsDone)
                yield return Step.Wait(node.Changed);
            if (item.Error is SeatLostException)
                continue;
            if ((item.Error ?? item.Result.Error) is { } error)
                throw error;
            if (bytes.IsEmpty && before is { Bytes: > 0 })
                foreach (Step step in Call(Unlinking(member, before)))
                    yield return step;
            Result = true;
            yield break;
        }
    }

    private Delivery Unlinking(int member, Posted old) => new(
        node,
        [new(node.Keys.RouteOf(member % node.Keys.Shards), Lane.Control, [Command.Unlink([.. Enumerable.Range(0, BlobChunks.Count(old.Bytes)).Select(chunk => node.Keys.Posted(member, old.Number, chunk))])])],
        "unlinking what was posted");
}
