namespace Microsoft.ML.Data;

/// <summary>The blocks of rows that are dealt to one cursor.</summary>
internal sealed class BlockRows(BlockDealer dealer) : IRowPicker
{
    private const int BlockShift = 6;
    private const int LastOfBlock = (1 << BlockShift) - 1;

    private long _current = -1;

    public long Batch { get; private set; } = -1;

    public int Next(int rows)
    {
        if ((_current & LastOfBlock) == LastOfBlock)
        {
            Batch = dealer.After(Batch);
            _current = Batch << BlockShift;
        }
        else
        {
            _current++;
        }
        return _current < rows ? (int)_current : -1;
    }
}
