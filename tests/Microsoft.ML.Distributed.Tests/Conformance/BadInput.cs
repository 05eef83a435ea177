namespace Microsoft.ML.Distributed.Tests;

/// <summary>Data that a trainer must refuse.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Data">The data.</param>
/// <param name="Message">The refusal, as a pattern.</param>
/// <param name="BySchema">Whether the schema already says so, so that a chain refuses before anything is fitted.</param>
public sealed record BadInput(string Name, IDataView Data, string Message, bool BySchema);
