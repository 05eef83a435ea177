using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Reads one cursor's ratings.</summary>
internal sealed class RatingCursor : RowReader
{
    private readonly RatingColumns _columns;
    private readonly HoldOut _holdOut;
    private readonly ValueGetter<uint> _getColumn;
    private readonly ValueGetter<uint> _getRow;
    private readonly ValueGetter<float>? _getValue;
    private uint _column;
    private uint _row;
    private float _value = 1;

    internal RatingCursor(DataViewRowCursor cursor, RatingColumns columns, HoldOut holdOut, ReadState state)
        : base(cursor, state)
    {
        _columns = columns;
        _holdOut = holdOut;
        _getColumn = cursor.GetGetter<uint>(columns.MatrixColumn);
        _getRow = cursor.GetGetter<uint>(columns.MatrixRow);
        _getValue = columns.Label is { } label ? cursor.GetGetter<float>(label) : null;
    }

    internal RatingList Ratings { get; } = new();

    internal RatingList HeldOut { get; } = new();

    protected override string? ReadRow()
    {
        _getColumn(ref _column);
        _getRow(ref _row);
        _getValue?.Invoke(ref _value);
        if (_columns.FaultOf(_column, _row, _value) is { } fault)
            return fault;
        Rating rating = _columns.ToRating(_column, _row, _value);
        (_holdOut.Takes(rating) ? HeldOut : Ratings).Add(rating);
        return null;
    }
}
