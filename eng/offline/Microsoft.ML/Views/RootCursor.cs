using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor that counts its own rows, and ends once.</summary>
internal abstract class RootCursor(DataViewSchema schema) : DataViewRowCursor
{
    private long _position = -1;
    private bool _isDone;

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override DataViewSchema Schema { get; } = schema;

    public sealed override bool MoveNext()
    {
        if (_isDone)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }
        Dispose();
        return false;
    }

    protected abstract bool MoveNextCore();

    protected void RequireRow()
    {
        if (_position < 0)
            throw Fail.State("Values are fetched from a row: before the first and after the last there is none.");
    }

    protected override void Dispose(bool disposing)
    {
        _isDone = true;
        _position = -1;
    }
}
