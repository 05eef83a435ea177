namespace Microsoft.ML.Data;

/// <summary>Deals blocks of rows to cursors: the first to whoever comes first, then every n-th to the same one.</summary>
internal sealed class BlockDealer(int cursors)
{
    private long _last = -1;

    public long After(long block) => block < 0 ? Interlocked.Increment(ref _last) : block + cursors;
}
