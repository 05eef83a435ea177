namespace ParameterStore;

/// <summary>
/// The search that <see cref="ElasticBspPolicy"/> uses: the smallest stretch of time in which every worker has an end, in O(Rn) over
/// merged ends. It remembers where each worker's last end was; the window begins at the first of these.
/// </summary>
/// <remarks>
/// It equals ZipLine (Zhao et al., "Elastic Bulk Synchronous Parallel Model for Distributed Deep Learning", ICDM 2019, algorithm 2), of which
/// the published forms are kept beside it to be compared with.
/// </remarks>
internal static class BarrierScan
{
    /// <summary>Finds the smallest range, of equal ones the earliest.</summary>
    /// <param name="ends">From <see cref="BarrierEnds"/>; at least one of every worker.</param>
    /// <param name="workers">How many there are.</param>
    /// <exception cref="ArgumentException">A worker has no end.</exception>
    public static BarrierPlan Find(ReadOnlySpan<BarrierEnd> ends, int workers)
    {
        int[] lastOf = new int[workers];
        Array.Fill(lastOf, -1);
        int seen = 0, head = 0, barrier = -1;
        long best = long.MaxValue;
        for (int i = 0; i < ends.Length; i++)
        {
            ref int last = ref lastOf[ends[i].Worker];
            seen += last < 0 ? 1 : 0;
            last = i;
            while (lastOf[ends[head].Worker] != head)
                head++;
            if (seen < workers || ends[i].At - ends[head].At >= best)
                continue;
            best = ends[i].At - ends[head].At;
            barrier = i;
        }

        return barrier >= 0 ? BarrierPlan.EndingAt(ends, workers, barrier) : throw NoEnd();
    }

    internal static ArgumentException NoEnd() => new("A worker has no end.", "ends");
}
