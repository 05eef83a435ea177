namespace ParameterStore;

/// <summary>DSSP's prediction (Zhao et al., ICDCS 2019, algorithm 2): every worker goes on at the pace of its last two pushes.</summary>
internal static class PushForecast
{
    /// <summary>After how many clocks more the fast worker ends nearest to a coming push of the slow one; the smallest number of several.</summary>
    /// <remarks>O(<paramref name="extraMax"/>): the push that is nearest comes later the more clocks there are, so that one walk over both finds all.</remarks>
    public static int ExtraClocks(PushPace fast, PushPace slow, int extraMax)
    {
        (long best, int extra) = (long.MaxValue, 0);
        for (int clocks = 0, pushes = 0; clocks <= extraMax; clocks++)
        {
            long end = fast.Last + (clocks * fast.Interval);
            while (pushes < extraMax && Distance(slow, pushes + 1, end) <= Distance(slow, pushes, end))
                pushes++;
            if (Distance(slow, pushes, end) >= best)
                continue;
            best = Distance(slow, pushes, end);
            extra = clocks;
        }

        return extra;
    }

    // Times of a job are some hundred years at most, so that no sum wraps.
    private static long Distance(PushPace slow, int pushes, long end) => Math.Abs(slow.Last + ((pushes + 1) * slow.Interval) - end);
}
