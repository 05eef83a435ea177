namespace Redis.ParameterStore;

/// <summary>Reads what a member posted. Result: the bytes.</summary>
internal sealed class ReadPosted(JobNode node, int member, Posted posted) : Procedure<byte[]>
{
    protected override IEnumerable<Step> Run()
    {
        if (posted.Bytes == 0)
        {
            Result = [];
            yield break;
        }
        var commands = new List<Command>();
        BlobChunks.Get(commands, posted.Bytes, chunk => node.Keys.Posted(member, posted.Number, chunk));
        var reading = new Delivery(node, [new(node.Keys.RouteOf(member % node.Keys.Shards), Lane.Data, [.. commands]) { Bytes = posted.Bytes }], "reading a posted value");
        foreach (Step step in Call(reading))
            yield return step;
        using var joined = new PooledBytes();
        int at = 0;
        Result = BlobChunks.Join(reading.Result[0].Results, ref at, posted.Bytes, joined)?.ToArray()
            ?? throw new JobGoneException($"{node.Name}: '{posted.Name}', which process {member} posted, is gone; a server lost or evicted keys. Start the job anew.");
        BlobChunks.Free(reading.Result);
    }
}
