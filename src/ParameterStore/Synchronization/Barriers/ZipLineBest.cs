namespace ParameterStore;

/// <summary>What the ZipLine searches share: once every worker has an end in the set its range counts, and the first end goes.</summary>
internal ref struct ZipLineBest(int workers)
{
    private long _range = long.MaxValue;
    private int _barrier = -1;

    /// <summary>Looks at the set after an end was added.</summary>
    /// <param name="set">Z.</param>
    /// <param name="last">The place of the end that was added.</param>
    public void Look(ref ZipLineSet set, int last)
    {
        if (set.Count < workers)
            return;
        long range = set.Ends[^1].At - set.First.At;
        if (range < _range)
            (_range, _barrier) = (range, last);
        set.RemoveFirst();
    }

    public readonly BarrierPlan Plan(ReadOnlySpan<BarrierEnd> ends) =>
        _barrier >= 0 ? BarrierPlan.EndingAt(ends, workers, _barrier) : throw BarrierScan.NoEnd();
}
