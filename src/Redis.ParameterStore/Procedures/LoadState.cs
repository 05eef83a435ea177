using System.Globalization;

namespace Redis.ParameterStore;

/// <summary>Takes over the state as the coordinator saved it. Result: whether it was there.</summary>
/// <param name="node">Whose replica is new.</param>
/// <param name="snapshot">Where it lies: cursor, member and bytes, as <see cref="SaveState"/> wrote it.</param>
internal sealed class LoadState(JobNode node, string snapshot) : Procedure<bool>
{
    private const long BytesMax = 1 << 30;

    protected override IEnumerable<Step> Run()
    {
        string[] parts = snapshot.Split(' ');
        if (parts.Length != 3 || !long.TryParse(parts[0], CultureInfo.InvariantCulture, out long cursor)
            || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int member) || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out long bytes) || bytes is < 0 or > BytesMax)
            throw new JobGoneException($"{node.Name}: '{snapshot}' names no snapshot; the keys are damaged. Delete the keys of the job, or use another job id.");
        var commands = new List<Command>();
        BlobChunks.Get(commands, bytes, chunk => node.Keys.Snapshot(cursor, member, chunk));
        var reading = new Delivery(node, [new(node.Keys.Head, Lane.Data, [.. commands]) { Bytes = bytes }], "reading the job's state");
        foreach (Step step in Call(reading))
            yield return step;
        using var joined = new PooledBytes();
        int at = 0;
        ReadOnlyMemory<byte>? state = BlobChunks.Join(reading.Result[0].Results, ref at, bytes, joined);
        if (state is not null)
            node.Replica.Load(state.Value.Span);
        Result = state is not null;
        BlobChunks.Free(reading.Result);
    }
}
