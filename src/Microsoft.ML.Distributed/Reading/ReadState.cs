namespace Microsoft.ML.Distributed;

/// <summary>What the cursors of one reading tell one another: up to which batch it is worth going on.</summary>
internal sealed class ReadState
{
    private long _lastBatch = long.MaxValue;

    /// <summary>Rows of later batches cannot matter any more.</summary>
    internal long LastBatchToRead => Volatile.Read(ref _lastBatch);

    /// <summary>
    /// A row of this batch ends the reading. Earlier batches must still be read: one of them may hold an earlier bad row, and their rows
    /// count in its position.
    /// </summary>
    internal void StopAfter(long batch)
    {
        long seen = LastBatchToRead;
        while (batch < seen)
        {
            long current = Interlocked.CompareExchange(ref _lastBatch, batch, seen);
            if (current == seen)
                return;
            seen = current;
        }
    }

    /// <summary>A cursor threw: nothing matters any more.</summary>
    internal void Abandon() => StopAfter(long.MinValue);
}
