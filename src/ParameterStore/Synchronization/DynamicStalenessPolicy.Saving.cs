using System.Buffers;

namespace ParameterStore;

/// <summary>The state as bytes.</summary>
internal sealed partial class DynamicStalenessPolicy
{
    private const int Tag = 'D' | ('S' << 8) | ('P' << 16) | ('1' << 24);

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(stalenessMin);
        writer.Write(_commits);
        _gate.Save(ref writer);
        foreach (PushPace pace in _paces)
        {
            writer.Write(pace.Last);
            writer.Write(pace.Previous);
            writer.Write(pace.Extra);
        }
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        reader.Expect(stalenessMin, "staleness");
        long commits = reader.ReadInt64("commits", 0);
        ClockGate gate = ClockGate.Load(_stalenessMax, ref reader, holds: true);
        var paces = new List<PushPace>();
        for (int seat = 0; seat < gate.Seats; seat++)
            paces.Add(LoadPace(gate, seat, ref reader));
        reader.End();
        (_commits, _gate, _paces) = (commits, gate, paces);
    }

    private PushPace LoadPace(ClockGate gate, int seat, ref StateReader from)
    {
        var pace = new PushPace(from.ReadInt64("last push", PushPace.Never), from.ReadInt64("push before", PushPace.Never), from.ReadInt32("extra clocks", 0, extraMax));
        StateReader.Check(pace.Previous <= pace.Last && (pace.Extra == 0 || pace.HasInterval), "a worker's pushes are out of order");
        StateReader.Check(gate.IsActive(seat) || pace == PushPace.None, "a worker that is gone has a pace");
        StateReader.Check(gate.IsStopped || !gate.IsWaiting(seat) || gate.ClockOf(seat) - gate.Min > stalenessMin, "a worker waits though it may go");
        return pace;
    }
}
