namespace ParameterStore;

/// <summary>Counts the blocks of a job by how they ended, and sums up what each epoch's work came to.</summary>
internal sealed class BlockLedger(int shards, int epochs, int blocksPerEpoch)
{
    private readonly long _blocksInEpoch = (long)shards * blocksPerEpoch;
    private readonly long[] _endedInEpoch = new long[epochs];
    private readonly long[] _ends = new long[Enum.GetValues<BlockEnd>().Length];
    private readonly EpochLosses _losses = new(shards, epochs, blocksPerEpoch);
    private volatile int _epochsDone;

    /// <summary>How many epochs have ended with all their blocks, and all epochs before them. May be read by any thread.</summary>
    public int EpochsDone => _epochsDone;

    /// <summary>Whether every block has ended.</summary>
    public bool IsComplete => _epochsDone == _endedInEpoch.Length;

    /// <summary>How many blocks ended so.</summary>
    public long this[BlockEnd end] => _ends[(int)end];

    /// <summary>What the committed blocks of an epoch that is done summed up. May be asked by any thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is not done.</exception>
    public BlockLoss LossOf(int epoch) => (uint)epoch < (uint)_epochsDone
        ? _losses.SumOf(epoch)
        : throw new ArgumentOutOfRangeException(nameof(epoch), epoch, $"{_epochsDone} epochs are done; only their losses are known.");

    /// <summary>Blocks ended; their losses, one a block or none at all, count where they are committed.</summary>
    public void Add(ReadOnlySpan<BlockId> blocks, BlockEnd end, ReadOnlySpan<BlockLoss> losses)
    {
        _ends[(int)end] += blocks.Length;
        foreach (BlockId block in blocks)
            _endedInEpoch[block.Epoch]++;
        if (end == BlockEnd.Committed)
            _losses.Record(blocks, losses);
        int done = _epochsDone;
        while (done < _endedInEpoch.Length && _endedInEpoch[done] == _blocksInEpoch)
            _losses.Close(done++);
        _epochsDone = done;
    }

    /// <summary>Writes the counts and the losses.</summary>
    public void Save(StateWriter to)
    {
        foreach (long end in _ends)
            to.Write(end);
        to.Write(_epochsDone);
        int open = epochs - _epochsDone - _endedInEpoch.AsSpan(_epochsDone).Count(0);
        to.Write(open);
        for (int epoch = _epochsDone; epoch < epochs; epoch++)
        {
            if (_endedInEpoch[epoch] == 0)
                continue;
            to.Write(epoch);
            to.Write(_endedInEpoch[epoch]);
        }

        _losses.Save(to, _epochsDone);
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        foreach (ref long end in _ends.AsSpan())
            end = from.ReadInt64("blocks", 0);
        int done = from.ReadInt32("epochs done", 0, epochs);
        _endedInEpoch.AsSpan(0, done).Fill(_blocksInEpoch);
        int epoch = done - 1;
        for (int left = from.ReadInt32("open epochs", 0, epochs - done); left > 0; left--)
        {
            StateReader.Check(epoch < epochs - 1, "there are more epochs than the job has");
            epoch = from.ReadInt32("epoch", epoch + 1, epochs - 1);
            _endedInEpoch[epoch] = from.ReadInt64("blocks of an epoch", 1);
            StateReader.Check(_endedInEpoch[epoch] <= _blocksInEpoch, "more blocks ended than an epoch has");
        }

        StateReader.Check(done == epochs || _endedInEpoch[done] < _blocksInEpoch, "an epoch is done that is not counted");
        StateReader.Check(_ends[0] <= long.MaxValue / 4 && _ends[1] <= long.MaxValue / 4 && _ends[2] <= long.MaxValue / 4 && _ends.Sum() == _endedInEpoch.Sum(), "the blocks of the epochs are not the blocks that ended");
        _losses.Load(ref from, done);
        _epochsDone = done;
    }
}
