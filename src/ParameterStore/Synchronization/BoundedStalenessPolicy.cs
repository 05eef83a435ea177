using System.Buffers;

namespace ParameterStore;

/// <summary>
/// Stale synchronous parallel (Ho et al., NIPS 2013): a worker may start a clock if it is at most <c>staleness</c> clocks ahead of the slowest.
/// Workers commit their own pushes; a pull misses no push that the policy heard of before it let the puller through. With
/// <see cref="int.MaxValue"/> nobody waits: asynchronous parallel.
/// </summary>
internal sealed class BoundedStalenessPolicy(int staleness) : ISyncPolicy
{
    private const int Tag = 'S' | ('S' << 8) | ('P' << 16) | ('1' << 24);

    private ClockGate _gate = new(staleness);
    private long _commits;

    /// <summary>For policies that are built on this one.</summary>
    internal ClockGate Gate => _gate;

    /// <summary>Pushes so far.</summary>
    internal long Commits => _commits;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, staleness);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        if (e.Kind == SyncEventKind.Pushed)
            _commits++;
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_commits));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        _gate.Release(PullBound.AtLeast(_commits), decisions);
    }

    /// <summary>An attempt that a policy built on this one had aborted was given up: the same clock again, from the newest version.</summary>
    internal void Redo(AttemptId attempt, ICollection<SyncDecision> decisions)
    {
        _gate.Redo(attempt);
        _gate.Release(PullBound.AtLeast(_commits), decisions);
    }

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(_commits);
        _gate.Save(ref writer);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        long commits = reader.ReadInt64("commits", 0);
        ClockGate gate = ClockGate.Load(staleness, ref reader);
        reader.End();
        (_commits, _gate) = (commits, gate);
    }
}
