namespace Microsoft.ML.Distributed;

/// <summary>Reads one cursor's rows, and counts those of each batch. Used by one thread.</summary>
internal abstract class RowReader(DataViewRowCursor cursor, ReadState state)
{
    private const int RowsBetweenChecks = 4096;

    private readonly List<(long Batch, long Rows)> _batches = [];
    private long _batch = long.MinValue;
    private long _rowsOfBatch;

    /// <summary>The row that ended the reading, if one did.</summary>
    internal BadRow? Bad { get; private set; }

    /// <summary>How many good rows were read.</summary>
    internal long Rows => _batches.Sum(b => b.Rows);

    /// <summary>How many good rows were read from batches before one.</summary>
    internal long RowsBefore(long batch) => _batches.Where(b => b.Batch < batch).Sum(b => b.Rows);

    /// <summary>Reads to the end, to the first bad row, or until another cursor's bad row or error makes the rest pointless.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal void Read(CancellationToken cancellationToken)
    {
        for (int countdown = 0; cursor.MoveNext(); countdown--)
        {
            if (countdown == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_batch > state.LastBatchToRead)
                    break;
                countdown = RowsBetweenChecks;
            }

            if (cursor.Batch != _batch && !StartBatch(cursor.Batch))
                break;
            if (ReadRow() is { } fault)
            {
                Bad = new(_batch, _rowsOfBatch, fault);
                state.StopAfter(_batch);
                break;
            }

            _rowsOfBatch++;
        }

        EndBatch();
    }

    /// <summary>Reads the row that the cursor is at.</summary>
    /// <returns>What is wrong with it, and what to do; null if nothing is.</returns>
    protected abstract string? ReadRow();

    /// <summary>Told before the first row of each batch is read.</summary>
    protected virtual void OnBatch(long batch)
    {
    }

    /// <returns>False if no row from here on can matter.</returns>
    private bool StartBatch(long batch)
    {
        EndBatch();
        _batch = batch;
        OnBatch(batch);
        return batch <= state.LastBatchToRead;
    }

    private void EndBatch()
    {
        if (_rowsOfBatch > 0)
            _batches.Add((_batch, _rowsOfBatch));
        _rowsOfBatch = 0;
    }
}
