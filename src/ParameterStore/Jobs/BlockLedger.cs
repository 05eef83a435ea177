namespace ParameterStore;

/// <summary>Counts the blocks of a job by how they ended.</summary>
internal sealed class BlockLedger(int shards, int epochs, int blocksPerEpoch)
{
    private readonly long _blocksInEpoch = (long)shards * blocksPerEpoch;
    private readonly long[] _endedInEpoch = new long[epochs];
    private readonly long[] _ends = new long[3];
    private volatile int _epochsDone;

    /// <summary>How many epochs have ended with all their blocks, and all epochs before them. May be read by any thread.</summary>
    public int EpochsDone => _epochsDone;

    /// <summary>Whether every block has ended.</summary>
    public bool IsComplete => _epochsDone == _endedInEpoch.Length;

    /// <summary>How many blocks ended so.</summary>
    public long this[BlockEnd end] => _ends[(int)end];

    /// <summary>Blocks ended.</summary>
    public void Add(ReadOnlySpan<BlockId> blocks, BlockEnd end)
    {
        _ends[(int)end] += blocks.Length;
        foreach (BlockId block in blocks)
            _endedInEpoch[block.Epoch]++;
        int done = _epochsDone;
        while (done < _endedInEpoch.Length && _endedInEpoch[done] == _blocksInEpoch)
            done++;
        _epochsDone = done;
    }
}
