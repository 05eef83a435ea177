namespace Distributed.Tool;

/// <summary>A comparison as text, for the console and the page alike.</summary>
/// <param name="Columns">What stands above the cells.</param>
/// <param name="Rows">A row a policy, with as many cells as there are columns.</param>
/// <param name="Best">The row of the policy that was the soonest at the target; null: none reached it.</param>
internal sealed record ResultTable(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int? Best);
