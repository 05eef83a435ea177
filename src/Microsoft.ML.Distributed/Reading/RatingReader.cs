namespace Microsoft.ML.Distributed;

/// <summary>Reads any view of ratings once, into columns, by as many cursors as the view gives.</summary>
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
        RatingCursor[] readers = ViewReader.Read(
            data, columns.Needed, cursors, (cursor, state) => new RatingCursor(cursor, columns, holdOut, state), argument, cancellationToken);
        return new([.. readers.SelectMany(r => r.Ratings.Chunks)], [.. readers.SelectMany(r => r.HeldOut.Chunks)]);
    }
}
