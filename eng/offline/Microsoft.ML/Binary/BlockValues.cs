namespace Microsoft.ML.Binary;

/// <summary>The decoded values of the block that a cursor is in.</summary>
internal sealed class BlockValues<T>(BinaryView view, int column)
{
    private int _block = -1;
    private T[] _values;

    public T[] Of(int block)
    {
        if (block != _block)
        {
            _values = view.ReadBlock<T>(column, block);
            _block = block;
        }
        return _values;
    }
}
