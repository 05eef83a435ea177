using System.Buffers;

namespace ParameterStore;

/// <summary>
/// Bulk synchronous parallel: all active workers do a clock from the same version, and all their pushes become one step, in ascending seat
/// order, once the last of them has pushed or left. The gate is that of staleness 0.
/// </summary>
/// <remarks>
/// A push that the policy heard of is part of its step even if its worker finished, died or resigned since: the work is done, and its blocks
/// need not be done again. A stop discards the pushes of the unfinished step, so that the model always holds whole steps; what is pushed
/// after the stop is discarded without a step, since the final version is fixed by then.
/// </remarks>
internal sealed class BulkSynchronousPolicy : ISyncPolicy
{
    private const int Tag = 'B' | ('S' << 8) | ('P' << 16) | ('1' << 24);
    private const int Staleness = 0;
    private const int SavedAttemptBytes = 4 * sizeof(int);

    private ClockGate _gate = new(Staleness);
    private List<AttemptId> _pushed = [];
    private long _version;

    public SyncTraits Traits => new(ApplyMode.ByDecision, PullMode.Exactly, Aborts: false, Weights: false, Staleness);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        if (e.Kind == SyncEventKind.Pushed && wasStopped)
            decisions.Add(SyncDecision.Discard(e.Attempt));
        else if (e.Kind == SyncEventKind.Pushed)
            _pushed.Add(e.Attempt);
        if (_pushed.Count > 0 && (_gate.IsStopped || !_gate.IsHeldAt(_pushed[0].Clock)))
            EndStep(decisions);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_version));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        _gate.Release(PullBound.Exactly(_version), decisions);
    }

    private void EndStep(ICollection<SyncDecision> decisions)
    {
        _pushed.Sort(InOrder);
        foreach (AttemptId attempt in _pushed)
            decisions.Add(_gate.IsStopped ? SyncDecision.Discard(attempt) : SyncDecision.Apply(attempt, 1));
        decisions.Add(SyncDecision.EndStep());
        _version += _pushed.Count;
        _pushed.Clear();
    }

    // A seat can be in a step twice: with a push of a worker that died since, and with one of its successor.
    private static int InOrder(AttemptId a, AttemptId b) => a.Worker.Seat != b.Worker.Seat
        ? a.Worker.Seat.CompareTo(b.Worker.Seat)
        : a.Worker.Incarnation.CompareTo(b.Worker.Incarnation);

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(_version);
        _gate.Save(ref writer);
        _pushed.Sort(InOrder);
        writer.Write(_pushed.Count);
        foreach (AttemptId attempt in _pushed)
        {
            writer.Write(attempt.Worker.Seat);
            writer.Write(attempt.Worker.Incarnation);
            writer.Write(attempt.Clock);
            writer.Write(attempt.Try);
        }
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        long version = reader.ReadInt64("version", 0);
        ClockGate gate = ClockGate.Load(Staleness, ref reader);
        var pushed = new List<AttemptId>();
        for (int left = reader.ReadInt32("pushes", 0, reader.Remaining / SavedAttemptBytes); left > 0; left--)
        {
            var worker = new WorkerId(reader.ReadInt32("seat", 0, int.MaxValue), reader.ReadInt32("incarnation", 0, int.MaxValue));
            var attempt = new AttemptId(worker, reader.ReadInt32("clock", 0, int.MaxValue), reader.ReadInt32("try", 0, int.MaxValue));
            StateReader.Check(pushed.Count == 0 || InOrder(pushed[^1], attempt) < 0, "the pushes are out of order");
            StateReader.Check(!gate.IsStopped && gate.IsHeldAt(attempt.Clock) && attempt.Clock == gate.Min, "a push is not of the current step");
            pushed.Add(attempt);
        }
        reader.End();
        (_version, _gate, _pushed) = (version, gate, pushed);
    }
}
