using System.Buffers;

namespace ParameterStore;

/// <summary>The state as bytes, behind the rule that it belongs to.</summary>
internal sealed partial class KOfNPolicy
{
    private const int Tag = 'K' | ('O' << 8) | ('N' << 16) | ('1' << 24);
    private const int SavedAttemptBytes = 4 * sizeof(int);

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(_rule.Quota.Needed);
        writer.Write(_rule.Quota.Workers);
        writer.Write(_rule.Quota.Millionths);
        writer.Write((int)_rule.Late);
        writer.Write(_rule.Weights.Length);
        foreach (float weight in _rule.Weights)
            writer.Write(weight);
        writer.Write(_version);
        _ends.Save(writer);
        _gate.Save(ref writer);
        _fresh.Save(writer);
        SaveOthers(writer);
    }

    private void SaveOthers(in StateWriter to)
    {
        _cached.Sort((a, b) => AttemptOrder.Instance.Compare(a.Attempt, b.Attempt));
        to.Write(_cached.Count);
        foreach ((AttemptId attempt, int lag) in _cached)
        {
            to.Write(attempt);
            to.Write(lag);
        }

        _current.Sort(AttemptOrder.Instance);
        to.Write(_current.Count);
        foreach (AttemptId attempt in _current)
            to.Write(attempt);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        reader.Expect(_rule.Quota.Needed, "k");
        reader.Expect(_rule.Quota.Workers, "n");
        reader.Expect(_rule.Quota.Millionths, "share");
        reader.Expect((int)_rule.Late, "mode for late pushes");
        reader.Expect(_rule.Weights.Length, "number of lag weights");
        foreach (float weight in _rule.Weights)
            reader.Expect(BitConverter.SingleToInt32Bits(weight), "lag weight");
        long version = reader.ReadInt64("version", 0);
        var ends = StepEnds.Load(_rule.Weights.Length, version, ref reader);
        ClockGate gate = ClockGate.Load(Staleness, ref reader, holds: true);
        var fresh = FreshPushes.Load(gate, ref reader);
        List<(AttemptId, int)> cached = LoadCached(ref reader);
        List<AttemptId> current = LoadCurrent(gate, ref reader);
        reader.End();
        StateReader.Check(!gate.IsStopped || fresh.Count + cached.Count + current.Count == 0, "pushes are undecided after the stop");
        (_version, _ends, _gate, _fresh, _cached, _current) = (version, ends, gate, fresh, cached, current);
    }

    private List<(AttemptId Attempt, int Lag)> LoadCached(ref StateReader from)
    {
        var cached = new List<(AttemptId Attempt, int Lag)>();
        for (int left = from.ReadCount("late pushes", SavedAttemptBytes + sizeof(int)); left > 0; left--)
        {
            AttemptId attempt = from.ReadAttempt("late push");
            int lag = from.ReadInt32("lag", 1, _rule.Weights.Length - 1);
            StateReader.Check(cached.Count == 0 || AttemptOrder.Instance.Compare(cached[^1].Attempt, attempt) < 0, "the late pushes are out of order");
            StateReader.Check(_rule.Weights[lag] > 0, "a late push has no weight");
            cached.Add((attempt, lag));
        }

        return cached;
    }

    private List<AttemptId> LoadCurrent(ClockGate gate, ref StateReader from)
    {
        var current = new List<AttemptId>();
        for (int left = from.ReadCount("attempts", SavedAttemptBytes); left > 0; left--)
        {
            AttemptId attempt = from.ReadAttempt("attempt");
            StateReader.Check(current.Count == 0 || AttemptOrder.Instance.Compare(current[^1], attempt) < 0, "the attempts are out of order");
            StateReader.Check(_rule.Aborts && gate.IsActive(attempt.Worker), "an attempt is of nobody");
            current.Add(attempt);
        }

        return current;
    }
}
