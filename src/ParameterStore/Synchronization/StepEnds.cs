namespace ParameterStore;

/// <summary>At which versions the last steps ended, so that a version can be told how many steps it lags behind.</summary>
/// <param name="most">How many are remembered: the lag from which on all are alike, ≥ 1.</param>
internal sealed class StepEnds(int most)
{
    private readonly List<long> _ends = [];

    /// <summary>A step ended at a version.</summary>
    public void Add(long version)
    {
        if (_ends.Count == most)
            _ends.RemoveAt(0);
        _ends.Add(version);
    }

    /// <summary>How many steps ended after a version; what lags further than is remembered lags as far as is remembered.</summary>
    public int LagOf(long version)
    {
        int lag = 0;
        while (lag < _ends.Count && _ends[^(lag + 1)] > version)
            lag++;
        return lag;
    }

    /// <summary>Writes them.</summary>
    public void Save(in StateWriter to)
    {
        to.Write(_ends.Count);
        foreach (long end in _ends)
            to.Write(end);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none, or a step ended after the newest version.</exception>
    public static StepEnds Load(int most, long newest, ref StateReader from)
    {
        var ends = new StepEnds(most);
        for (int left = from.ReadInt32("step ends", 0, most); left > 0; left--)
        {
            long end = from.ReadInt64("step end", ends._ends.Count == 0 ? 1 : ends._ends[^1] + 1);
            StateReader.Check(end <= newest, "a step ended after the newest version");
            ends._ends.Add(end);
        }

        return ends;
    }
}
