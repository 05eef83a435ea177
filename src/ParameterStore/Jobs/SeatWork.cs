namespace ParameterStore;

/// <summary>What one seat has taken and not finished. Reuses its memory.</summary>
internal struct SeatWork
{
    private BlockId[] _blocks = [];
    private int[] _holdings = [];
    private int[] _handsOver = [];
    private int _inHand;
    private int _leaving;

    public SeatWork()
    {
    }

    /// <summary>Whether a worker sits there.</summary>
    public bool IsPresent { get; set; }

    /// <summary>Whose example shards it can work on: its process's.</summary>
    public int Home { get; set; }

    public readonly ReadOnlySpan<BlockId> Blocks => _blocks.AsSpan(0, _inHand);

    public readonly SeatBlocks Taken => new(_blocks.AsMemory(0, _inHand), _holdings.AsMemory(0, _inHand), _handsOver.AsMemory(0, _leaving));

    public void Clear() => (_inHand, _leaving) = (0, 0);

    /// <summary>The seat takes a block.</summary>
    public void Add(BlockId block, int holding, bool leaves)
    {
        if (_inHand == _blocks.Length)
        {
            int length = Math.Max(4, _blocks.Length * 2);
            Array.Resize(ref _blocks, length);
            Array.Resize(ref _holdings, length);
            Array.Resize(ref _handsOver, length);
        }

        if (leaves)
            _handsOver[_leaving++] = block.Shard;
        _blocks[_inHand] = block;
        _holdings[_inHand++] = holding;
    }
}
