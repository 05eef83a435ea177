using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Whether a job counted every block exactly once, or, where its policy may discard it, not at all, and every process has got the same.
/// </summary>
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
        bool mayDiscard = KnownPolicies.MayDiscard(plan.Policy);
        if (report.Committed + report.Discarded + report.Skipped != plan.Blocks || (report.Committed != plan.Blocks && !mayDiscard))
            yield return $"{report.Committed} blocks were committed, {report.Discarded} discarded and {report.Skipped} skipped of {plan.Blocks}";
        string[] cells = [.. report.Cells.Index().Where(c => c.Item != 1 && !(c.Item == 0 && mayDiscard)).Select(c => $"{c.Index} counted {c.Item} times")];
        if (cells.Length > 0 || report.Cells.Length != plan.Blocks)
            yield return $"of {report.Cells.Length} cells {string.Join(", ", cells.Take(10))}";
        else if (report.Cells.Count(c => c == 1) != report.Committed)
            yield return $"{report.Committed} blocks were committed, but {report.Cells.Count(c => c == 1)} are in the model";
        float[] sums = new float[CountingLearner.SumRows * CountingLearner.SumColumns];
        for (int cell = 0; cell < plan.Blocks; cell++)
            if (Counts(report, cell))
                CountingLearner.AddSums(cell, sums);
        if (!sums.AsSpan().SequenceEqual(report.Sums))
            yield return "the shared sums are wrong";
        foreach (string wrong in OwnedViolations(plan, report))
            yield return wrong;
    }

    private static IEnumerable<string> OwnedViolations(WorkerPlan plan, WorkerReport report)
    {
        int blocks = plan.Epochs * plan.BlocksPerEpoch;
        foreach ((int shard, float[] row) in report.Owned.Chunk(CountingLearner.OwnedColumns).Index())
        {
            float[] owned = new float[CountingLearner.OwnedColumns];
            for (int number = 0; number < blocks; number++)
                if (Counts(report, (shard * blocks) + number))
                    CountingLearner.AddOwned(number, owned);
            if (!row.AsSpan().SequenceEqual(owned))
                yield return $"the row that shard {shard} owns is {string.Join(", ", row)} instead of {string.Join(", ", owned)}";
        }
    }

    // A block that is wrongly there twice counts once here: it is told of already.
    private static bool Counts(WorkerReport report, int cell) => cell < report.Cells.Length && report.Cells[cell] != 0;
}
