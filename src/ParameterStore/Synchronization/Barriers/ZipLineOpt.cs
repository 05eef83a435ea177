namespace ParameterStore;

/// <summary>
/// ZipLineOpt (Zhao et al., DSAA 2021): <see cref="ZipLine"/> that looks at the set's first end before it looks for a worker's older one. O(Rn²).
/// </summary>
internal static class ZipLineOpt
{
    /// <inheritdoc cref="BarrierScan.Find"/>
    public static BarrierPlan Find(ReadOnlySpan<BarrierEnd> ends, int workers)
    {
        var set = new ZipLineSet(new BarrierEnd[ends.Length]);
        var best = new ZipLineBest(workers);
        for (int i = 0; i < ends.Length; i++)
        {
            if (set.Count > 0 && set.First.Worker == ends[i].Worker)
                set.RemoveFirst();
            else if (ZipLine.OlderOf(set.Ends, ends[i].Worker) is int older and >= 0)
                set.RemoveAt(older);
            set.Append(ends[i]);
            best.Look(ref set, i);
        }

        return best.Plan(ends);
    }
}
