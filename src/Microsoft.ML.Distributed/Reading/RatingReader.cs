using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Distributed;

/// <summary>Reads any view of ratings once, into columns, by as many cursors as the view gives.</summary>
/// <remarks>
/// A view deals batches out to its cursors as threads happen to ask, but numbers them in the order of the data: so an error names the same
/// row however many cursors there were.
/// </remarks>
internal static class RatingReader
{
    /// <summary>Reads all ratings.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="holdOut">Which ratings to hold out.</param>
    /// <param name="cursors">How many cursors to ask for, ≥ 1; a view may give fewer.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The data is empty, or a row of it cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static RatingData Read(
        IDataView data, RatingColumns columns, HoldOut holdOut, int cursors, string argument, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DataViewRowCursor[] opened = data.GetRowCursorSet(columns.Needed, cursors);
        try
        {
            var state = new RatingReadState();
            RatingCursor[] readers = [.. opened.Select(cursor => new RatingCursor(cursor, columns, holdOut, state))];
            ReadAll(readers, state, cancellationToken);
            ThrowIfUnusable(readers, argument);
            return new([.. readers.SelectMany(r => r.Ratings.Chunks)], [.. readers.SelectMany(r => r.HeldOut.Chunks)]);
        }
        finally
        {
            foreach (DataViewRowCursor cursor in opened)
                cursor.Dispose();
        }
    }

    private static void ReadAll(RatingCursor[] readers, RatingReadState state, CancellationToken cancellationToken)
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

    private static void ReadOrAbandon(RatingCursor reader, RatingReadState state, CancellationToken cancellationToken)
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

    private static void ThrowIfUnusable(RatingCursor[] readers, string argument)
    {
        if (readers.Select(r => r.Bad).OfType<BadRating>().MinBy(b => b.Batch) is { } bad)
        {
            long position = readers.Sum(r => r.RowsBefore(bad.Batch)) + bad.Offset;
            throw new ArgumentException($"Row {position} of the data (the first is row 0) {bad.Fault}", argument);
        }

        if (readers.All(r => r.Ratings.Count + r.HeldOut.Count == 0))
            throw new ArgumentException("The data has no rows; there is nothing to learn from.", argument);
    }
}
