using System.Buffers;

namespace ParameterStore;

/// <summary>The state as bytes.</summary>
internal sealed partial class AutoStalenessPolicy
{
    private const int Tag = 'A' | ('U' << 8) | ('S' << 16) | ('1' << 24);

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(start);
        writer.Write(floor);
        writer.Write(_commits);
        _gate.Save(ref writer);
        _probe.Save(ref writer);
        _spread.Save(ref writer);
        foreach (long begun in _begun)
            writer.Write(begun);
        writer.Write(_since);
        writer.Write(_sinceCommits);
        writer.Write(_sinceMin);
        writer.Write(_rested);
        writer.Write(_restSpread);
        writer.Write(_loss);
        writer.Write(_measures);
        writer.Write(_awaits);
        writer.Write(_elapsed);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        reader.Expect(start, "first staleness");
        StateReader.Check(reader.ReadDouble("floor") == floor, "the floor is another");
        var loaded = new AutoStalenessPolicy(start, max, floor, window) { _commits = reader.ReadInt64("commits", 0) };
        loaded._gate = ClockGate.Load(max, ref reader, holds: true);
        loaded._probe = StalenessProbe.Load(start, max, ref reader);
        loaded._spread = ClockSpread.Load(ref reader);
        while (loaded._begun.Count < loaded._gate.Seats)
            loaded._begun.Add(reader.ReadInt64("begun", 0));
        loaded.LoadWindow(ref reader);
        reader.End();
        for (int seat = 0; seat < loaded._gate.Seats; seat++)
            StateReader.Check(
                loaded._gate.IsStopped || !loaded._gate.IsWaiting(seat) || loaded._gate.ClockOf(seat) - loaded._gate.Min > loaded._probe.Arm, "a worker waits though it may go");
        (_commits, _gate, _probe, _spread, _begun) = (loaded._commits, loaded._gate, loaded._probe, loaded._spread, loaded._begun);
        (_since, _sinceCommits, _sinceMin, _rested, _restSpread) = (loaded._since, loaded._sinceCommits, loaded._sinceMin, loaded._rested, loaded._restSpread);
        (_loss, _measures, _awaits, _elapsed) = (loaded._loss, loaded._measures, loaded._awaits, loaded._elapsed);
    }

    private void LoadWindow(ref StateReader from)
    {
        _since = from.ReadInt64("window", 0);
        _sinceCommits = from.ReadInt64("window's pushes", 0);
        _sinceMin = from.ReadInt32("window's minimum", 0, int.MaxValue);
        _rested = from.ReadInt32("rests", 0, window.Rests);
        _restSpread = from.ReadDouble("spread");
        _loss = from.ReadDouble("loss");
        _measures = from.ReadInt64("measures", 0);
        _awaits = from.ReadBoolean("awaited");
        _elapsed = from.ReadInt64("window's length", 0);
        StateReader.Check(_sinceCommits <= _commits && _sinceMin <= _gate.Min, "a window begins later than now");
        StateReader.Check(!double.IsNaN(_restSpread) && !double.IsNaN(_loss), "a measure is no number");
        StateReader.Check(!_awaits || _measures > 0, "a measure is awaited that was not asked for");
    }
}
