namespace Distributed.Learning;

/// <summary>Lets go of the features of examples that are gone through in their order, chunk by chunk.</summary>
internal sealed class ChunkRelease
{
    // Of all that is let go of, what may wait to be collected; below the least it is not worth a stop.
    private const int WaitingShare = 16;

    private const long WaitingMin = 1 << 24;

    // A heap that is this many times the examples belongs to others, who would wait long for its collection.
    private const int OthersMin = 4;

    private readonly LinearExamples _examples;
    private readonly int[] _left;
    private readonly long _waitingMax;
    private readonly long _bytes;
    private long _waiting;

    internal ChunkRelease(LinearExamples examples)
    {
        _examples = examples;
        _bytes = examples.Bytes;
        _waitingMax = Math.Max(WaitingMin, _bytes / WaitingShare);
        _left = new int[examples.Chunks];
        foreach (int place in examples.Places)
            _left[place >> ExampleChunk.RowBits]++;
    }

    /// <summary>Nobody reads these examples again.</summary>
    internal void Done(int first, int end)
    {
        long bytes = 0;
        foreach (int place in _examples.Places[first..end])
        {
            int chunk = place >> ExampleChunk.RowBits;
            if (--_left[chunk] == 0)
                bytes += _examples.Release(chunk);
        }

        Drops(bytes);
    }

    /// <summary>As much was let go of.</summary>
    internal void Drops(long bytes)
    {
        _waiting += bytes;
        if (_waiting < _waitingMax)
            return;
        _waiting = 0;
        // Nothing is made while examples turn into columns, so that nothing else would set a collection off, and both would be there at once.
        if (GC.GetTotalMemory(forceFullCollection: false) < OthersMin * _bytes)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
