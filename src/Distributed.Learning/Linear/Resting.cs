namespace Distributed.Learning;

/// <summary>
/// How long a settled coordinate (an example's dual, a feature's weight) is left out: one visit, then two, then four and so on while each look finds it settled. One number says how often it was
/// found so and how many visits are left, so that it lies beside the coordinate and is as durable.
/// </summary>
internal static class Resting
{
    private const int LevelMax = 4, Levels = LevelMax + 1;

    /// <summary>Whether the coordinate is left out now; counts the visit.</summary>
    internal static bool Rests(ref float state)
    {
        if (state < Levels)
            return false;
        state -= Levels;
        return true;
    }

    /// <summary>The coordinate was looked at.</summary>
    internal static void Look(ref float state, bool isSettled)
    {
        int level = isSettled ? Math.Min(LevelMax, (int)state + 1) : 0;
        state = level == 0 ? 0 : level + (Levels * (1 << (level - 1)));
    }
}
