namespace ParameterStore;

/// <summary>
/// ZipLine as published (Zhao et al., ICDM 2019, algorithm 2): a worker's older end is looked for from the left. O(Rn²).
/// </summary>
/// <remarks>The published inner loop does not say what happens when the ends run out before every worker has one; here the search ends.</remarks>
internal static class ZipLine
{
    /// <inheritdoc cref="BarrierScan.Find"/>
    public static BarrierPlan Find(ReadOnlySpan<BarrierEnd> ends, int workers)
    {
        var set = new ZipLineSet(new BarrierEnd[ends.Length]);
        var best = new ZipLineBest(workers);
        for (int i = 0; i < ends.Length; i++)
        {
            if (OlderOf(set.Ends, ends[i].Worker) is int older and >= 0)
                set.RemoveAt(older);
            set.Append(ends[i]);
            best.Look(ref set, i);
        }

        return best.Plan(ends);
    }

    /// <summary>Where a worker's older end is, looked for one by one; -1 if it has none.</summary>
    internal static int OlderOf(ReadOnlySpan<BarrierEnd> set, int worker)
    {
        for (int i = 0; i < set.Length; i++)
            if (set[i].Worker == worker)
                return i;
        return -1;
    }
}
