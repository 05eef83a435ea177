namespace Microsoft.ML.Data;

/// <summary>All rows.</summary>
internal sealed class SequentialRows : IRowPicker
{
    private int _next;

    public long Batch => 0;

    public int Next(int rows) => _next < rows ? _next++ : -1;
}
