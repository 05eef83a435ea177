using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The timers that the policy wants. Armings are numbered, so that a ring that is late is known from a new one.</summary>
internal sealed class TimerTable
{
    private const int SavedBytes = 3 * sizeof(long);

    private readonly SortedDictionary<long, ArmedTimer> _timers = [];
    private long _armings;

    /// <summary>In the order of their times; those of one time in the order in which they were armed, as in the other hosts.</summary>
    internal IReadOnlyList<ArmedTimer> All => [.. _timers.Values.OrderBy(t => t.At).ThenBy(t => t.Arming)];

    internal void Arm(long id, long at) => _timers[id] = new(id, ++_armings, at);

    internal void Cancel(long id) => _timers.Remove(id);

    /// <summary>A timer rang.</summary>
    /// <returns>False: it was armed anew or cancelled since.</returns>
    internal bool Ring(TimerRang rang, out ArmedTimer timer) =>
        _timers.TryGetValue(rang.Id, out timer) && timer.Arming == rang.Arming && _timers.Remove(rang.Id);

    internal void Save(StateWriter to)
    {
        to.Write(_armings);
        to.Write(_timers.Count);
        foreach (ArmedTimer timer in _timers.Values)
        {
            to.Write(timer.Id);
            to.Write(timer.Arming);
            to.Write(timer.At);
        }
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        _armings = from.ReadInt64("armings", 0);
        for (int left = from.ReadCount("timers", SavedBytes); left > 0; left--)
        {
            var timer = new ArmedTimer(from.ReadInt64("timer", long.MinValue), from.ReadInt64("arming", 1), from.ReadInt64("time", long.MinValue));
            StateReader.Check(timer.Arming <= _armings && (_timers.Count == 0 || _timers.Keys.Last() < timer.Id), "the timers are out of order");
            _timers.Add(timer.Id, timer);
        }
    }
}
