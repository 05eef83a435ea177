namespace Microsoft.ML.Data;

/// <summary>The values of one column.</summary>
internal abstract class ColumnCache<TValue> : ColumnCache
{
    public abstract void Fetch(int row, ref TValue value);
}
