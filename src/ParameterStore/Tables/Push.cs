namespace ParameterStore;

/// <summary>
/// What one attempt wants to change. Filled and reused by its worker; <b>lent</b> to the store from <see cref="IParameterStore.StageAsync"/>
/// until the attempt is committed or discarded, and not to be changed in between. The store never writes to it.
/// </summary>
public sealed class Push
{
    private readonly List<TablePush> _tables = [];
    private readonly List<BlockId> _blocks = [];
    private readonly List<BlockLoss> _losses = [];

    /// <summary>Who pushes what clock.</summary>
    public AttemptId Attempt { get; private set; }

    /// <summary>The version that the attempt computed from.</summary>
    public StoreVersion PulledAt { get; private set; }

    /// <summary>The tables' changes.</summary>
    public ReadOnlySpan<TablePush> Tables => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tables);

    /// <summary>The blocks whose work this is.</summary>
    public ReadOnlySpan<BlockId> Blocks => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_blocks);

    /// <summary>What the work on each of <see cref="Blocks"/> summed up, in their order; default for one that nothing was said of.</summary>
    public ReadOnlySpan<BlockLoss> Losses => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_losses);

    /// <summary>Starts over for another attempt.</summary>
    public void Reset(AttemptId attempt, StoreVersion pulledAt)
    {
        Attempt = attempt;
        PulledAt = pulledAt;
        _tables.Clear();
        _blocks.Clear();
        _losses.Clear();
    }

    /// <summary>Adds one table's changes.</summary>
    public void Add(in TablePush table) => _tables.Add(table);

    /// <summary>Names a block whose work this is.</summary>
    public void Add(BlockId block) => Add(block, default);

    /// <summary>Names a block whose work this is, and says what it summed up.</summary>
    public void Add(BlockId block, BlockLoss loss)
    {
        _blocks.Add(block);
        _losses.Add(loss);
    }
}
