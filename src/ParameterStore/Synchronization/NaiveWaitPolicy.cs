using System.Buffers;

namespace ParameterStore;

/// <summary>
/// Naive waiting (Zhang et al., "Stay fresh: speculative synchronization for fast distributed machine learning", ICDCS 2018, section III): asynchronous
/// parallel whose workers wait for a fixed time before they pull, in the hope that others push meanwhile.
/// </summary>
/// <remarks>A worker's first clock since it joined is not held back: there is nothing of its own that others could have overtaken.</remarks>
/// <param name="delay">How long a release is held back, in nanoseconds. With 0 the decisions are those of asynchronous parallel.</param>
internal sealed class NaiveWaitPolicy(long delay) : ISyncPolicy
{
    private const int Tag = 'N' | ('W' << 8) | ('T' << 16) | ('1' << 24);
    private const int Unbounded = int.MaxValue;

    private ClockGate _gate = new(Unbounded);
    private List<bool> _hasPushed = [];
    private long _commits;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, Unbounded);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        Remember(e);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_commits));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));

        // Nobody waits for others: whoever is let through has just become ready.
        if (e.Kind == SyncEventKind.Ready)
            _gate.Release(PullBound.AtLeast(_commits), decisions, delay > 0 && _hasPushed[e.Worker.Seat] ? e.Now + delay : 0);
    }

    private void Remember(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                while (_hasPushed.Count <= e.Worker.Seat)
                    _hasPushed.Add(false);
                break;
            case SyncEventKind.Left:
                _hasPushed[e.Worker.Seat] = false;
                break;
            case SyncEventKind.Pushed:
                _hasPushed[e.Worker.Seat] = true;
                _commits++;
                break;
        }
    }

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(delay);
        writer.Write(_commits);
        _gate.Save(ref writer);
        foreach (bool hasPushed in _hasPushed)
            writer.Write(hasPushed);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        reader.Expect(delay, "delay");
        long commits = reader.ReadInt64("commits", 0);
        ClockGate gate = ClockGate.Load(Unbounded, ref reader);
        var hasPushed = new List<bool>();
        for (int seat = 0; seat < gate.Seats; seat++)
        {
            hasPushed.Add(reader.ReadBoolean("pushed"));
            StateReader.Check(!hasPushed[seat] || gate.IsActive(seat), "a worker that is gone has pushed");
        }

        reader.End();
        (_commits, _gate, _hasPushed) = (commits, gate, hasPushed);
    }
}
