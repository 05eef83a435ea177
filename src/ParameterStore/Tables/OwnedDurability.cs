namespace ParameterStore;

/// <summary>How often the rows of an owned table are written to the store.</summary>
/// <param name="Clocks">Every how many clocks, ≥ 1; 1 is with every commit.</param>
public readonly record struct OwnedDurability(int Clocks)
{
    /// <summary>With every commit: the store never lags behind the owner.</summary>
    public static OwnedDurability EveryCommit => new(1);

    /// <summary>
    /// Every <paramref name="clocks"/> clocks and at the end; only for learners that tolerate old owned rows after a takeover, and owned rows that
    /// are a part of a clock ahead of the shared ones where the job stopped within a clock. A permission: under policies that take clocks back
    /// (aborts, weights) rows are written with every commit all the same.
    /// </summary>
    public static OwnedDurability EveryClocks(int clocks) => new(clocks);
}
