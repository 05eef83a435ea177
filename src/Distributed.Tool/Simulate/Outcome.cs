namespace Distributed.Tool;

/// <summary>What came out, to be shown and written.</summary>
/// <param name="Title">The report's heading.</param>
/// <param name="Lead">Sentences under the heading.</param>
/// <param name="Rows">For <c>--json</c>.</param>
/// <param name="Sections">A table each.</param>
/// <param name="Notes">What a reader must know to judge the numbers, a line each.</param>
internal sealed record Outcome(
    string Title, IReadOnlyList<string> Lead, IReadOnlyList<ExperimentRow> Rows, IReadOnlyList<ReportConfiguration> Sections, IReadOnlyList<string> Notes)
{
    /// <summary>Simulated beside reckoned; null: not told.</summary>
    internal ResultTable? Scaling { get; init; }
}
