using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Whether a job counted every block exactly once, and every process has got the same.</summary>
internal static class ExactSums
{
    /// <summary>What is wrong; empty if nothing is.</summary>
    internal static IReadOnlyList<string> Violations(WorkerPlan plan, IReadOnlyList<WorkerReport> reports)
    {
        var wrong = new List<string>();
        for (int i = 0; i < reports.Count; i++)
            wrong.AddRange(Violations(plan, reports[i]).Select(w => $"process {i}: {w}"));
        if (reports.Select(r => (r.Version, r.Chain, r.Hash)).Distinct().Count() > 1)
            wrong.Add($"the processes have {string.Join(", ", reports.Select(r => $"version {r.Version} ({r.Chain}) hash {r.Hash}"))}");
        return wrong;
    }

    private static IEnumerable<string> Violations(WorkerPlan plan, WorkerReport report)
    {
        if (!report.HasModel)
        {
            yield return $"has no model: {string.Join(" | ", report.Errors)}";
            yield break;
        }
        if (report.StopReason != nameof(StopReason.Completed))
            yield return $"stopped because of {report.StopReason}";
        if ((report.Committed, report.Discarded, report.Skipped) != (plan.Blocks, 0, 0))
            yield return $"{report.Committed} blocks were committed, {report.Discarded} discarded and {report.Skipped} skipped of {plan.Blocks}";
        string[] cells = [.. report.Cells.Index().Where(c => c.Item != 1).Select(c => $"{c.Index} counted {c.Item} times")];
        if (cells.Length > 0 || report.Cells.Length != plan.Blocks)
            yield return $"of {report.Cells.Length} cells {string.Join(", ", cells.Take(10))}";
        float[] sums = new float[CountingLearner.SumRows * CountingLearner.SumColumns];
        for (int cell = 0; cell < plan.Blocks; cell++)
            CountingLearner.AddSums(cell, sums);
        if (!sums.AsSpan().SequenceEqual(report.Sums))
            yield return "the shared sums are wrong";
        float[] owned = new float[CountingLearner.OwnedColumns];
        for (int number = 0; number < plan.Epochs * plan.BlocksPerEpoch; number++)
            CountingLearner.AddOwned(number, owned);
        foreach (var row in report.Owned.Chunk(CountingLearner.OwnedColumns).Index().Where(r => !r.Item.AsSpan().SequenceEqual(owned)))
            yield return $"the row that shard {row.Index} owns is {string.Join(", ", row.Item)} instead of {string.Join(", ", owned)}";
    }
}
