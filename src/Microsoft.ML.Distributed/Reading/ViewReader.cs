using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Distributed;

/// <summary>Reads any view once, by as many cursors as the view gives.</summary>
/// <remarks>
/// A view deals batches out to its cursors as threads happen to ask, but numbers them in the order of the data: so an error names the same
/// row however many cursors there were.
/// </remarks>
internal static class ViewReader
{
    /// <summary>Reads all rows.</summary>
    /// <param name="data">The view.</param>
    /// <param name="needed">Its columns to read.</param>
    /// <param name="cursors">How many cursors to ask for, ≥ 1; a view may give fewer.</param>
    /// <param name="make">Makes the reader of a cursor.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The readers, which hold what they have read.</returns>
    /// <exception cref="ArgumentException">The data is empty, or a row of it cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static TReader[] Read<TReader>(
        IDataView data,
        IEnumerable<DataViewSchema.Column> needed,
        int cursors,
        Func<DataViewRowCursor, ReadState, TReader> make,
        string argument,
        CancellationToken cancellationToken)
        where TReader : RowReader
    {
        cancellationToken.ThrowIfCancellationRequested();
        DataViewRowCursor[] opened = data.GetRowCursorSet(needed, cursors);
        try
        {
            var state = new ReadState();
            TReader[] readers = [.. opened.Select(cursor => make(cursor, state))];
            ReadAll(readers, state, cancellationToken);
            ThrowIfUnusable(readers, argument);
            return readers;
        }
        finally
        {
            foreach (DataViewRowCursor cursor in opened)
                cursor.Dispose();
        }
    }

    private static void ReadAll(RowReader[] readers, ReadState state, CancellationToken cancellationToken)
    {
        if (readers is [var only])
        {
            only.Read(cancellationToken);
            return;
        }

        // A thread each: cursors of one set may wait for one another, so all must move at once.
        Task[] tasks = [.. readers.Select(reader => Task.Factory.StartNew(
            () => ReadOrAbandon(reader, state, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private static void ReadOrAbandon(RowReader reader, ReadState state, CancellationToken cancellationToken)
    {
        try
        {
            reader.Read(cancellationToken);
        }
        catch
        {
            state.Abandon();
            throw;
        }
    }

    private static void ThrowIfUnusable(RowReader[] readers, string argument)
    {
        if (readers.Select(r => r.Bad).OfType<BadRow>().MinBy(b => b.Batch) is { } bad)
        {
            long position = readers.Sum(r => r.RowsBefore(bad.Batch)) + bad.Offset;
            throw new ArgumentException($"Row {position} of the data (the first is row 0) {bad.Fault}", argument);
        }

        if (readers.All(r => r.Rows == 0))
            throw new ArgumentException("The data has no rows; there is nothing to learn from.", argument);
    }
}
