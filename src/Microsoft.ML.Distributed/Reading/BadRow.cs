namespace Microsoft.ML.Distributed;

/// <summary>The first row of a cursor that cannot be used.</summary>
/// <param name="Batch">The row's batch.</param>
/// <param name="Offset">Rows of that batch before it.</param>
/// <param name="Fault">What is wrong with it, and what to do.</param>
internal sealed record BadRow(long Batch, long Offset, string Fault);
