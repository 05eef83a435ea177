using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// Chooses every epoch when to look for aborts, from the pushes of the epoch before: <see cref="SpecSyncOptions"/> says how. An epoch is as many
/// pushes as there are workers; it ends when the next push comes.
/// </summary>
/// <remarks>
/// A worker that left takes its pushes out of the epoch with it: nobody will wait for its next ones. Sorting all gaps makes it O(m² log m), where the
/// paper's search is O(m³). Time in nanoseconds; +, −, ×, ÷ and √ only, which all processors do alike.
/// </remarks>
internal sealed class AbortTuner(SpecSyncOptions options)
{
    private const long Never = -1;
    private const int SavedPushBytes = sizeof(long) + sizeof(int);

    private readonly List<long> _gaps = [];
    private List<(long LastPush, long Interval)> _paces = [];
    private List<(long At, int Seat)> _epoch = [];
    private long _meanInterval;
    private long _timesFound;
    private long _sumOfTimes;

    /// <summary>When to look, in nanoseconds after a pull; 0: not in this epoch.</summary>
    public long AbortTime { get; private set; }

    /// <summary>How many pushes of others an abort is estimated to cost.</summary>
    public double CostOfAbort(int workers) => AbortTime == 0 ? double.PositiveInfinity : options.LossWeight * AbortTime * (workers - 1) / _meanInterval;

    /// <summary>A worker joined.</summary>
    public void Joined(int seat)
    {
        while (_paces.Count <= seat)
            _paces.Add((Never, 0));
    }

    /// <summary>A worker pushed; the gate knows of it already.</summary>
    public void Pushed(int seat, long now, ClockGate gate)
    {
        long last = _paces[seat].LastPush;

        // Two pushes in one moment are some time apart.
        _paces[seat] = (now, last == Never ? 0 : Math.Max(1, now - last));
        if (_epoch.Count >= gate.Workers)
        {
            Tune(gate);
            _epoch.Clear();
        }

        _epoch.Add((now, seat));
    }

    /// <summary>A worker left; whoever takes its seat is another.</summary>
    public void Left(int seat)
    {
        _paces[seat] = (Never, 0);
        _epoch.RemoveAll(push => push.Seat == seat);
    }

    private void Tune(ClockGate gate)
    {
        (AbortTime, _meanInterval) = (0, 0);
        int known = _paces.Count(pace => pace.Interval > 0);
        if (known == 0 || gate.Workers < 2)
            return;
        long meanInterval = _paces.Sum(pace => pace.Interval) / known;
        FindGaps();
        AbortTime = Best(meanInterval, gate);
        if (AbortTime == 0)
            return;
        _meanInterval = meanInterval;
        if (!options.AveragesTimes)
            return;
        _timesFound++;
        _sumOfTimes += AbortTime;
        AbortTime = _sumOfTimes / _timesFound;
    }

    // Who pushed once is taken to be as fast as the mean.
    private double PushesPerTime(long meanInterval, ClockGate gate)
    {
        double sum = 0;
        for (int seat = 0; seat < gate.Seats; seat++)
            if (gate.IsActive(seat))
                sum += 1.0 / (_paces[seat].Interval > 0 ? _paces[seat].Interval : meanInterval);
        return sum;
    }

    private void FindGaps()
    {
        _gaps.Clear();
        for (int i = 0; i < _epoch.Count; i++)
            for (int j = i + 1; j < _epoch.Count; j++)
                if (_epoch[i].Seat != _epoch[j].Seat)
                    _gaps.Add(_epoch[j].At - _epoch[i].At);
        _gaps.Sort();
    }

    // What would be seen rises at a gap and what others miss rises all the time, so the best time is a gap.
    private long Best(long meanInterval, ClockGate gate)
    {
        double lossPerTime = options.LossWeight * (gate.Workers - 1) * PushesPerTime(meanInterval, gate);
        double shortest = Math.Max(1, options.ShortestShare * meanInterval);
        double longest = options.LongestShareOf(gate.Workers) * meanInterval;
        (double gain, long time) best = default;
        ReadOnlySpan<long> gaps = CollectionsMarshal.AsSpan(_gaps);
        for (int i = 0; i < gaps.Length; i++)
        {
            if (gaps[i] < shortest || gaps[i] > longest)
                continue;
            double gain = i + 1 - (gaps[i] * lossPerTime);
            if (gain > best.gain)
                best = (gain, gaps[i]);
        }

        return best.time;
    }

    /// <summary>Writes the state.</summary>
    public void Save(StateWriter to)
    {
        to.Write(AbortTime);
        to.Write(_meanInterval);
        to.Write(_timesFound);
        to.Write(_sumOfTimes);
        foreach ((long lastPush, long interval) in _paces)
        {
            to.Write(lastPush);
            to.Write(interval);
        }

        to.Write(_epoch.Count);
        foreach ((long at, int seat) in _epoch)
        {
            to.Write(at);
            to.Write(seat);
        }
    }

    /// <summary>Reads a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static AbortTuner Load(SpecSyncOptions options, ClockGate gate, ref StateReader from)
    {
        var tuner = new AbortTuner(options) { AbortTime = from.ReadInt64("abort time", 0), _meanInterval = from.ReadInt64("mean interval", 0) };
        StateReader.Check(tuner.AbortTime > 0 == tuner._meanInterval > 0, "there is an abort time without an interval, or the other way round");
        tuner._timesFound = from.ReadInt64("times found", 0);
        tuner._sumOfTimes = from.ReadInt64("sum of times", 0);
        for (int seat = 0; seat < gate.Seats; seat++)
        {
            (long lastPush, long interval) = (from.ReadInt64("last push", Never), from.ReadInt64("interval", 0));
            StateReader.Check(gate.IsActive(seat) ? lastPush != Never || interval == 0 : (lastPush, interval) == (Never, 0), "a worker that did not push has a pace");
            tuner._paces.Add((lastPush, interval));
        }

        for (int left = from.ReadCount("pushes", SavedPushBytes); left > 0; left--)
        {
            (long at, int seat) = (from.ReadInt64("push", 0), from.ReadInt32("seat", 0, int.MaxValue));
            StateReader.Check(seat < gate.Seats && at <= tuner._paces[seat].LastPush && (tuner._epoch.Count == 0 || tuner._epoch[^1].At <= at), "the pushes are out of order");
            tuner._epoch.Add((at, seat));
        }

        return tuner;
    }
}
