namespace ParameterStore;

/// <summary>
/// What every block of the open epochs summed up, and the sums of the closed ones. A slot a block, so that sums are made in one order however the
/// workers were scheduled. Reuses the slots.
/// </summary>
internal sealed class EpochLosses(int shards, int epochs, int blocksPerEpoch)
{
    private const int SavedSlotBytes = sizeof(int) + sizeof(double) + sizeof(long) + sizeof(double);

    private readonly BlockLoss[]?[] _open = new BlockLoss[]?[epochs];
    private readonly BlockLoss[] _sums = new BlockLoss[epochs];
    private readonly Stack<BlockLoss[]> _free = [];

    /// <summary>Of a closed epoch.</summary>
    public BlockLoss SumOf(int epoch) => _sums[epoch];

    /// <summary>Blocks were done. One that was done before is replaced.</summary>
    /// <returns>How many examples they have.</returns>
    public long Record(ReadOnlySpan<BlockId> blocks, ReadOnlySpan<BlockLoss> losses)
    {
        long examples = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            // Who does not speak of losses costs no memory.
            if (losses[i] == default && _open[blocks[i].Epoch] is null)
                continue;
            Slots(blocks[i].Epoch)[(blocks[i].Shard * blocksPerEpoch) + blocks[i].Index] = losses[i];
            examples += losses[i].Examples;
        }

        return examples;
    }

    /// <summary>Sums an epoch up, in the order of shards and indices.</summary>
    public void Close(int epoch)
    {
        if (_open[epoch] is not { } slots)
            return;
        var sum = default(BlockLoss);
        foreach (BlockLoss loss in slots)
            sum += loss;
        _sums[epoch] = sum;
        _open[epoch] = null;
        slots.AsSpan().Clear();
        _free.Push(slots);
    }

    private BlockLoss[] Slots(int epoch) =>
        _open[epoch] ??= _free.TryPop(out BlockLoss[]? free) ? free : new BlockLoss[checked(shards * blocksPerEpoch)];

    /// <summary>Writes the sums of the closed epochs and what single blocks of the open ones summed up.</summary>
    public void Save(StateWriter to, int closed)
    {
        foreach (BlockLoss sum in _sums.AsSpan(0, closed))
            to.Write(sum);
        to.Write(_open.Count(HasLosses));
        for (int epoch = closed; epoch < epochs; epoch++)
        {
            if (!HasLosses(_open[epoch]))
                continue;
            to.Write(epoch);
            SaveSlots(to, _open[epoch]);
        }
    }

    /// <summary>Takes what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from, int closed)
    {
        foreach (ref BlockLoss sum in _sums.AsSpan(0, closed))
            sum = from.ReadLoss("loss of an epoch");
        int epoch = closed - 1;
        for (int left = from.ReadInt32("epochs with losses", 0, epochs - closed); left > 0; left--)
        {
            StateReader.Check(epoch < epochs - 1, "there are more epochs than the job has");
            epoch = from.ReadInt32("epoch", epoch + 1, epochs - 1);
            LoadSlots(ref from, epoch);
        }
    }

    private static bool HasLosses(BlockLoss[]? slots) => slots is not null && slots.AsSpan().ContainsAnyExcept(default(BlockLoss));

    private static void SaveSlots(StateWriter to, ReadOnlySpan<BlockLoss> slots)
    {
        to.Write(slots.Length - slots.Count(default(BlockLoss)));
        for (int slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot] == default)
                continue;
            to.Write(slot);
            to.Write(slots[slot]);
        }
    }

    private void LoadSlots(ref StateReader from, int epoch)
    {
        int blocks = checked(shards * blocksPerEpoch);
        int slot = -1;
        for (int left = from.ReadCount("losses", SavedSlotBytes); left > 0; left--)
        {
            StateReader.Check(slot < blocks - 1, "there are more losses than blocks");
            slot = from.ReadInt32("block", slot + 1, blocks - 1);
            Slots(epoch)[slot] = from.ReadLoss("loss");
        }
    }
}
