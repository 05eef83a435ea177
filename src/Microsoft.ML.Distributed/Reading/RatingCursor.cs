using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>Reads one cursor's rows, and counts those of each batch. Used by one thread.</summary>
internal sealed class RatingCursor
{
    private const int RowsBetweenChecks = 4096;

    private readonly DataViewRowCursor _cursor;
    private readonly RatingColumns _columns;
    private readonly HoldOut _holdOut;
    private readonly RatingReadState _state;
    private readonly List<(long Batch, long Rows)> _batches = [];
    private long _batch = long.MinValue;
    private long _rowsOfBatch;

    internal RatingCursor(DataViewRowCursor cursor, RatingColumns columns, HoldOut holdOut, RatingReadState state)
    {
        _cursor = cursor;
        _columns = columns;
        _holdOut = holdOut;
        _state = state;
    }

    internal RatingList Ratings { get; } = new();

    internal RatingList HeldOut { get; } = new();

    /// <summary>The row that ended the reading, if one did.</summary>
    internal BadRating? Bad { get; private set; }

    /// <summary>How many good rows were read from batches before one.</summary>
    internal long RowsBefore(long batch) => _batches.Where(b => b.Batch < batch).Sum(b => b.Rows);

    /// <summary>Reads to the end, to the first bad row, or until another cursor's bad row or error makes the rest pointless.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal void Read(CancellationToken cancellationToken)
    {
        ValueGetter<uint> getColumn = _cursor.GetGetter<uint>(_columns.MatrixColumn);
        ValueGetter<uint> getRow = _cursor.GetGetter<uint>(_columns.MatrixRow);
        ValueGetter<float>? getValue = _columns.Label is { } label ? _cursor.GetGetter<float>(label) : null;
        uint column = 0, row = 0;
        float value = 1;
        for (int countdown = 0; _cursor.MoveNext(); countdown--)
        {
            if (countdown == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_batch > _state.LastBatchToRead)
                    break;
                countdown = RowsBetweenChecks;
            }

            if (_cursor.Batch != _batch && !StartBatch(_cursor.Batch))
                break;
            getColumn(ref column);
            getRow(ref row);
            getValue?.Invoke(ref value);
            if (_columns.FaultOf(column, row, value) is { } fault)
            {
                Bad = new(_batch, _rowsOfBatch, fault);
                _state.StopAfter(_batch);
                break;
            }

            Add(_columns.ToRating(column, row, value));
        }

        EndBatch();
    }

    private void Add(Rating rating)
    {
        _rowsOfBatch++;
        (_holdOut.Takes(rating) ? HeldOut : Ratings).Add(rating);
    }

    /// <returns>False if no row from here on can matter.</returns>
    private bool StartBatch(long batch)
    {
        EndBatch();
        _batch = batch;
        return batch <= _state.LastBatchToRead;
    }

    private void EndBatch()
    {
        if (_rowsOfBatch > 0)
            _batches.Add((_batch, _rowsOfBatch));
        _rowsOfBatch = 0;
    }
}
