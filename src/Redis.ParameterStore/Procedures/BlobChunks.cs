namespace Redis.ParameterStore;

/// <summary>Blobs as values of at most <see cref="RedisOptions.ChunkBytesMax"/> bytes.</summary>
internal static class BlobChunks
{
    private const int WaitMs = 1000;

    internal static int Count(long bytes) => (int)((bytes + RedisOptions.ChunkBytesMax - 1) / RedisOptions.ChunkBytesMax);

    /// <summary>Sets a blob's pieces.</summary>
    internal static void Set(List<Command> to, ReadOnlyMemory<byte> blob, Func<int, string> key, long timeToLiveMs)
    {
        for (int chunk = 0; chunk < Count(blob.Length); chunk++)
        {
            int start = chunk * RedisOptions.ChunkBytesMax;
            to.Add(Command.Set(key(chunk), blob.Slice(start, Math.Min(RedisOptions.ChunkBytesMax, blob.Length - start)), timeToLiveMs));
        }
    }

    /// <summary>Gets a blob's pieces.</summary>
    internal static void Get(List<Command> to, long bytes, Func<int, string> key)
    {
        for (int chunk = 0; chunk < Count(bytes); chunk++)
            to.Add(Command.Get(key(chunk), Math.Min(RedisOptions.ChunkBytesMax, bytes - ((long)chunk * RedisOptions.ChunkBytesMax))));
    }

    /// <summary>A batch for every parameter shard that has commands; with replicas to wait for, each ends with that wait.</summary>
    internal static Batch[] ToBatches(KeyNames keys, List<Command>[] byShard, int waitReplicas = 0)
    {
        var batches = new List<Batch>();
        for (int shard = 0; shard < byShard.Length; shard++)
        {
            if (byShard[shard].Count == 0)
                continue;
            long bytes = byShard[shard].Sum(c => c.Kind == CommandKind.Get ? c.Number : c.Value.Length);
            if (waitReplicas > 0)
                byShard[shard].Add(Command.Wait(waitReplicas, WaitMs));
            batches.Add(new(keys.RouteOf(shard), Lane.Data, [.. byShard[shard]]) { Bytes = bytes });
        }
        return [.. batches];
    }

    /// <summary>Joins the pieces that answers hold, from <paramref name="at"/> on, and moves it behind them.</summary>
    /// <returns>The blob; null if a piece is missing. Valid while the results are; <paramref name="joined"/> is used where there are several.</returns>
    /// <exception cref="InvalidDataException">The pieces have another length than was said.</exception>
    internal static ReadOnlyMemory<byte>? Join(CommandResult[] results, ref int at, long bytes, PooledBytes joined)
    {
        int chunks = Count(bytes);
        ReadOnlySpan<CommandResult> pieces = results.AsSpan(at, chunks);
        at += chunks;
        foreach (ref readonly CommandResult piece in pieces)
            if (piece.Kind == ResultKind.Nothing)
                return null;
        if (chunks == 1 && pieces[0].Bytes.Length == bytes)
            return pieces[0].Bytes;
        joined.Clear();
        foreach (ref readonly CommandResult piece in pieces)
            System.Buffers.BuffersExtensions.Write(joined, piece.Bytes.Span);
        return joined.Length == bytes ? joined.Memory : throw new InvalidDataException($"A value has {joined.Length:N0} bytes instead of {bytes:N0}; it was written by something else.");
    }

    /// <summary>Gives all leased memory of answers back.</summary>
    internal static void Free(IEnumerable<BatchAnswer> answers)
    {
        foreach (BatchAnswer answer in answers)
            foreach (CommandResult result in answer.Results)
                result.Lease?.Dispose();
    }
}
