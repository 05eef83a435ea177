namespace ParameterStore;

/// <summary>All workers' predicted ends in one order: by time, then worker, then clock.</summary>
internal static class BarrierEnds
{
    /// <summary>Merges the workers' ends, two runs at a time: O(Rn log n) for n workers with R ends each.</summary>
    /// <param name="ends">One row a worker, each of them ascending.</param>
    /// <param name="lookahead">R: ends a row, at least 1.</param>
    public static BarrierEnd[] Merge(ReadOnlySpan<long> ends, int lookahead)
    {
        var from = new BarrierEnd[ends.Length];
        for (int i = 0; i < from.Length; i++)
            from[i] = new(ends[i], i / lookahead, (i % lookahead) + 1);
        var to = new BarrierEnd[ends.Length];
        for (int run = lookahead; run < from.Length; run *= 2)
        {
            for (int start = 0; start < from.Length; start += 2 * run)
            {
                int middle = Math.Min(start + run, from.Length), end = Math.Min(middle + run, from.Length);
                Merge(from.AsSpan(start, middle - start), from.AsSpan(middle, end - middle), to.AsSpan(start, end - start));
            }

            (from, to) = (to, from);
        }

        return from;
    }

    // At equal times the left run goes first, since its workers come first.
    private static void Merge(ReadOnlySpan<BarrierEnd> left, ReadOnlySpan<BarrierEnd> right, Span<BarrierEnd> to)
    {
        int l = 0, r = 0;
        for (int i = 0; i < to.Length; i++)
            to[i] = r == right.Length || (l < left.Length && left[l].At <= right[r].At) ? left[l++] : right[r++];
    }
}
