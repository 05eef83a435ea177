namespace ParameterStore;

/// <summary>How far apart the times of clocks lie in a window: their 95th percentile over their median.</summary>
internal sealed class ClockSpread
{
    /// <summary>Clocks of a window beyond these are not looked at.</summary>
    public const int Most = 1_024;

    private const int Fewest = 10;
    private readonly List<long> _times = [];

    /// <summary>A worker took so long for a clock, in nanoseconds.</summary>
    public void Add(long time)
    {
        if (_times.Count < Most)
            _times.Add(time);
    }

    /// <summary>The next window begins.</summary>
    public void Clear() => _times.Clear();

    /// <summary>The 95th percentile over the median, 1 or more; null: too few clocks to say.</summary>
    public double? Ratio()
    {
        if (_times.Count < Fewest)
            return null;
        long[] sorted = [.. _times.Order()];
        long median = Math.Max(1, sorted[(sorted.Length - 1) / 2]);
        return (double)Math.Max(1, sorted[(sorted.Length - 1) * 19 / 20]) / median;
    }

    /// <summary>Writes the times.</summary>
    public void Save(ref StateWriter to)
    {
        to.Write(_times.Count);
        foreach (long time in _times)
            to.Write(time);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ClockSpread Load(ref StateReader from)
    {
        var spread = new ClockSpread();
        for (int left = from.ReadInt32("clock times", 0, Most); left > 0; left--)
            spread._times.Add(from.ReadInt64("clock time", 0));
        return spread;
    }
}
