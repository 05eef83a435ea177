namespace ParameterStore;

/// <summary>
/// ZipLineOptBS (Zhao et al., DSAA 2021): <see cref="ZipLineOpt"/> that knows when a worker's older end was, and so finds it by a binary search.
/// </summary>
/// <remarks>
/// Published as O(Rn log n). Finding is; but the set is an array, and taking an end out of its middle shifts up to n of them, by one block copy.
/// </remarks>
internal static class ZipLineOptBS
{
    /// <inheritdoc cref="BarrierScan.Find"/>
    public static BarrierPlan Find(ReadOnlySpan<BarrierEnd> ends, int workers)
    {
        var set = new ZipLineSet(new BarrierEnd[ends.Length]);
        var best = new ZipLineBest(workers);
        var older = new BarrierEnd[workers];
        for (int i = 0; i < ends.Length; i++)
        {
            ref BarrierEnd before = ref older[ends[i].Worker];
            if (set.Count > 0 && set.First.Worker == ends[i].Worker)
                set.RemoveFirst();
            else if (before.Clocks > 0 && IndexOf(set.Ends, before) is int index and >= 0)
                set.RemoveAt(index);
            set.Append(before = ends[i]);
            best.Look(ref set, i);
        }

        return best.Plan(ends);
    }

    // Negative: it was the first of a full set, and went.
    private static int IndexOf(ReadOnlySpan<BarrierEnd> set, BarrierEnd end)
    {
        int from = 0, to = set.Length - 1;
        while (from <= to)
        {
            int middle = (from + to) >>> 1;
            int order = set[middle].At != end.At ? set[middle].At.CompareTo(end.At) : set[middle].Worker.CompareTo(end.Worker);
            if (order == 0)
                return middle;
            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return -1;
    }
}
