using System.Buffers;

namespace ParameterStore;

/// <summary>The state as bytes.</summary>
internal sealed partial class ElasticBspPolicy
{
    private const int Tag = 'E' | ('B' << 8) | ('S' << 16) | ('1' << 24);

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(lookahead);
        writer.Write(_commits);
        writer.Write(_superstep);
        writer.Write(_isWatched);
        _gate.Save(ref writer);
        foreach (ElasticPace pace in _paces)
        {
            writer.Write(pace.Left);
            writer.Write(pace.Interval);
            writer.Write(pace.BegunAt);
        }
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        reader.Expect(lookahead, "lookahead");
        long commits = reader.ReadInt64("commits", 0);
        long superstep = reader.ReadInt64("superstep", 0);
        bool isWatched = reader.ReadBoolean("watched");
        ClockGate gate = ClockGate.Load(int.MaxValue, ref reader, holds: true);
        StateReader.Check(!isWatched || (superstep > WarmUps && !gate.IsStopped), "a superstep is watched that cannot be late");
        StateReader.Check(gate.IsStopped || !gate.AllWait, "everybody waits");
        var paces = new List<ElasticPace>();
        for (int seat = 0; seat < gate.Seats; seat++)
            paces.Add(LoadPace(gate, seat, ref reader));
        reader.End();
        (_commits, _superstep, _isWatched, _gate, _paces) = (commits, superstep, isWatched, gate, paces);
    }

    private ElasticPace LoadPace(ClockGate gate, int seat, ref StateReader from)
    {
        var pace = new ElasticPace(from.ReadInt32("clocks left", 0, lookahead - 1), from.ReadInt64("interval", 0), from.ReadInt64("begun", ElasticPace.NotBegun));
        StateReader.Check(pace.Interval <= ElasticPace.IntervalMax, "a clock took too long");
        StateReader.Check(pace.IsRunning == gate.IsRunning(seat), "a worker runs that was not let through");
        StateReader.Check(gate.IsActive(seat) || pace == ElasticPace.None, "a worker that is gone has a pace");
        StateReader.Check(gate.IsStopped || !gate.IsWaiting(seat) || pace.Left == 0, "a worker waits though it may go");
        return pace;
    }
}
