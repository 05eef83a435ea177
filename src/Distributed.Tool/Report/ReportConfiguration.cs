namespace Distributed.Tool;

/// <summary>Policies that were compared on equal terms.</summary>
/// <param name="Name">The section's heading.</param>
/// <param name="LossName">What the curves show, with its unit if it has one.</param>
/// <param name="Target">The loss to reach; null: none.</param>
/// <param name="Table">The table that the console shows, too.</param>
/// <param name="Policies">In the table's order.</param>
internal sealed record ReportConfiguration(string Name, string LossName, double? Target, ResultTable Table, IReadOnlyList<ReportPolicy> Policies);
