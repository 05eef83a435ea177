namespace Distributed.Tool;

/// <summary>All that a report shows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Lead">Sentences under the heading.</param>
/// <param name="Configurations">A section each, in this order.</param>
/// <param name="Notes">What a reader must know to judge the numbers, a line each.</param>
internal sealed record ReportData(string Title, IReadOnlyList<string> Lead, IReadOnlyList<ReportConfiguration> Configurations, IReadOnlyList<string> Notes);
