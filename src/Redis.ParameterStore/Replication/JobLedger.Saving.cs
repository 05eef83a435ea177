using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The job as bytes.</summary>
internal sealed partial class JobLedger
{
    private const int SavedStagedBytesMin = (4 * sizeof(int)) + sizeof(long) + RefFormat.UpdateBytesMin;

    internal void Save(StateWriter to)
    {
        to.Write(Origin);
        to.Write(Time);
        _state.Save(to);
        to.Write(_staged.Count);
        foreach ((AttemptId attempt, (UpdateRef update, long pulledAt)) in _staged.OrderBy(s => s.Key, AttemptOrder.Instance))
        {
            to.Write(attempt);
            RefFormat.Write(to, update);
            to.Write(pulledAt);
        }

        _timers.Save(to);
        to.Write(_measures.Count);
        foreach (long measure in _measures)
            to.Write(measure);
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        Origin = from.ReadInt64("origin", 0);
        Time = from.ReadInt64("time", Origin);
        _state.Load(ref from);
        for (int left = from.ReadCount("staged updates", SavedStagedBytesMin); left > 0; left--)
        {
            AttemptId attempt = from.ReadAttempt("staged attempt");
            StateReader.Check(_state.IsStaged(attempt) && _staged.TryAdd(attempt, (RefFormat.ReadUpdate(ref from), from.ReadInt64("version pulled", 0))), "an update is staged that was not pushed");
        }

        StateReader.Check(_staged.Count == _state.StagedCount, "a push is staged without its update");
        _timers.Load(ref from);
        for (int left = from.ReadCount("measures", sizeof(long)); left > 0; left--)
            _measures.Add(from.ReadInt64("measure", long.MinValue));
    }
}
