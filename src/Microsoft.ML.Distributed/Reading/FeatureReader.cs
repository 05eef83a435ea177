using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Reads any view of examples once, into columns, by as many cursors as the view gives. Rows whose weight is 0 are left out: whatever stands in them, they
/// count for nothing.
/// </summary>
internal static class FeatureReader
{
    /// <summary>Reads all examples, in the order of the view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="cursors">How many cursors to ask for, ≥ 1; a view may give fewer.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The data is empty, a row of it cannot be used, or all weights are 0.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static LinearExamples Read(IDataView data, FeatureColumns columns, int cursors, string argument, CancellationToken cancellationToken)
    {
        FeatureCursor[] readers = ViewReader.Read(
            data, columns.Needed, cursors, (cursor, state) => new FeatureCursor(cursor, columns, state), argument, cancellationToken);
        var examples = LinearExamplesBuilder.Build([.. readers.Select(r => r.Examples)]);
        if (examples.Count > 0)
            return examples;
        throw new ArgumentException(
            $"All {readers.Sum(r => r.Rows)} rows have the weight 0 in column '{columns.Weight!.Value.Name}', so that none counts; give some of them weights above 0, or leave the weight column out.",
            argument);
    }
}
