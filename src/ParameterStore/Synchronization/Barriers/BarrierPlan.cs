namespace ParameterStore;

/// <summary>Where to put the next barrier: every worker's end that lies nearest to the others'.</summary>
/// <param name="Range">From the first to the last of the chosen ends: how long the first one waits, in nanoseconds.</param>
/// <param name="At">The last of the chosen ends, which is the barrier.</param>
/// <param name="Clocks">How many clocks each worker does until then, at least 1.</param>
internal sealed record BarrierPlan(long Range, long At, int[] Clocks)
{
    /// <summary>The plan whose last end is known: of every worker the latest end that is not after it.</summary>
    /// <param name="ends">In order of time, see <see cref="BarrierEnds"/>.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="last">The place of the last chosen end.</param>
    public static BarrierPlan EndingAt(ReadOnlySpan<BarrierEnd> ends, int workers, int last)
    {
        var clocks = new int[workers];
        int first = last;
        for (int i = last, missing = workers; missing > 0; i--)
        {
            if (clocks[ends[i].Worker] > 0)
                continue;
            clocks[ends[i].Worker] = ends[i].Clocks;
            first = i;
            missing--;
        }

        return new(ends[last].At - ends[first].At, ends[last].At, clocks);
    }
}
