namespace ParameterStore.Tests;

/// <summary>The barrier by trying every choice of ends: R to the power of n of them.</summary>
internal static class BruteForce
{
    /// <summary>
    /// Of the choices with the smallest range those whose last end comes first; of these, for every worker, the one with most clocks.
    /// </summary>
    public static BarrierPlan Find(long[] ends, int lookahead)
    {
        int workers = ends.Length / lookahead;
        int[] place = new int[ends.Length];
        int[] order = [.. Enumerable.Range(0, ends.Length).OrderBy(i => ends[i]).ThenBy(i => i)];
        for (int i = 0; i < order.Length; i++)
            place[order[i]] = i;

        int[] choice = new int[workers];
        (long Range, int Last) best = (long.MaxValue, 0);
        int[] clocks = [];
        do
        {
            IEnumerable<int> chosen = choice.Select((c, worker) => (worker * lookahead) + c);
            (long Range, int Last) key = (chosen.Max(i => ends[i]) - chosen.Min(i => ends[i]), chosen.Max(i => place[i]));
            int comparison = key.CompareTo(best);
            if (comparison < 0)
                (best, clocks) = (key, [.. choice.Select(c => c + 1)]);
            else if (comparison == 0)
                clocks = [.. clocks.Zip(choice, (most, c) => Math.Max(most, c + 1))];
        }
        while (Next(choice, lookahead));
        return new(best.Range, ends[order[best.Last]], clocks);
    }

    private static bool Next(int[] choice, int lookahead)
    {
        for (int i = 0; i < choice.Length; i++)
        {
            if (++choice[i] < lookahead)
                return true;
            choice[i] = 0;
        }

        return false;
    }
}
