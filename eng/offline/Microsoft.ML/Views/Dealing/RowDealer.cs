namespace Microsoft.ML.Data;

/// <summary>Deals the rows of one cursor in blocks to several that share it.</summary>
internal sealed class RowDealer(DataViewRowCursor input, int readers)
{
    public const int BlockRows = 128;

    private readonly Lock _lock = new();
    private long _blocks;
    private int _readers = readers;

    public static DataViewRowCursor[] Split(DataViewRowCursor input, int count)
    {
        var dealer = new RowDealer(input, count);
        var active = new ActiveColumns(input.Schema, input.Schema.Where(input.IsColumnActive));
        return [.. Enumerable.Range(0, count).Select(_ => new DealtCursor(dealer, input, active))];
    }

    /// <summary>Lets a reader copy the next rows, and tells how many there were and the number of the block.</summary>
    public int Deal(Action<int> copyTo, out long block)
    {
        lock (_lock)
        {
            int count = 0;
            for (; count < BlockRows && input.MoveNext(); count++)
                copyTo(count);
            block = count == 0 ? _blocks : _blocks++;
            return count;
        }
    }

    /// <summary>A reader has gone; the last one closes the input.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_readers == 0)
                input.Dispose();
        }
    }
}
