namespace ParameterStore;

/// <summary>
/// At which version the slowest worker's clock rose to what it is, and to each of the <paramref name="staleness"/> clocks before: what a worker has to
/// have read so that it misses no push that it must not miss.
/// </summary>
internal sealed class RiseLog(int staleness)
{
    // The version of clock m is at (m − 1) modulo as many as are kept.
    private List<long> _versions = [];
    private int _min;

    /// <summary>The minimum rose, after so many pushes.</summary>
    public void RoseTo(int min, long commits)
    {
        for (; _min < min; _min++)
            if (_versions.Count <= staleness)
                _versions.Add(commits);
            else
                _versions[_min % (staleness + 1)] = commits;
    }

    /// <summary>The version that has all pushes of the clocks below one: the minimum, or at most <c>staleness</c> under it.</summary>
    public long VersionOf(int clock) => clock <= 0 ? 0 : _versions[(clock - 1) % (staleness + 1)];

    /// <summary>Writes the versions, the oldest first; the minimum is saved elsewhere.</summary>
    public void Save(ref StateWriter to)
    {
        to.Write(_versions.Count);
        for (int clock = _min - _versions.Count + 1; clock <= _min; clock++)
            to.Write(VersionOf(clock));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none of this minimum.</exception>
    public static RiseLog Load(int staleness, int min, long commits, ref StateReader from)
    {
        int count = Math.Min(min, staleness + 1);
        from.Expect(count, "minima");
        StateReader.Check(count <= from.Remaining / sizeof(long), "versions of minima are cut off");
        long[] versions = new long[count];
        long version = 0;
        for (int clock = min - count; clock < min; clock++)
            versions[clock % (staleness + 1)] = version = from.ReadInt64("version of a minimum", version);
        StateReader.Check(version <= commits, "the minimum rose by pushes that are still to come");
        return new(staleness) { _versions = [.. versions], _min = min };
    }
}
