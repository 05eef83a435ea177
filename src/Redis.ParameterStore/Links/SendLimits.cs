namespace Redis.ParameterStore;

/// <summary>How much may be on its way at once, and how long an answer may take.</summary>
internal static class SendLimits
{
    /// <summary>Blobs of one process that are on their way at once.</summary>
    internal const long DataBytesInFlightMax = 16 << 20;

    /// <summary>The slowest network that is reckoned with.</summary>
    internal const long BytesPerSecondMin = 1 << 20;

    /// <summary>What an answer of no bytes may take: a server that is saving, electing or swapping answers within this.</summary>
    internal static readonly TimeSpan TimeoutBase = TimeSpan.FromSeconds(3);

    /// <summary>How long the answer to a batch may take while so many bytes, its own among them, are on their way.</summary>
    internal static TimeSpan TimeoutOf(Batch batch, long bytesInFlight)
    {
        long milliseconds = (long)TimeoutBase.TotalMilliseconds + bytesInFlight * 1000 / BytesPerSecondMin;
        foreach (Command command in batch.Commands)
            milliseconds += command.Timeout;
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>What a batch counts for: what its maker says, but no less than its values.</summary>
    internal static long BytesOf(Batch batch)
    {
        long values = 0;
        foreach (Command command in batch.Commands)
            values += command.Value.Length;
        return Math.Max(values, batch.Bytes);
    }
}
