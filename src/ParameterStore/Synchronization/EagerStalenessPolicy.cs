using System.Buffers;

namespace ParameterStore;

/// <summary>
/// Eager stale synchronous parallel (Dai et al., "High-performance distributed ML at scale through parameter server consistency models", AAAI 2015; Bosen's
/// SSPPush): gate and guarantee are those of stale synchronous parallel, but the store sends what changed to those that hold it whenever the slowest
/// worker's clock rises, so that a pull need not ask.
/// </summary>
/// <remarks>
/// A release therefore asks for no more than the guarantee: a worker at clock c reads all pushes of clocks below c − s, and its own. Under
/// <see cref="BoundedStalenessPolicy"/> it asks for all pushes that were heard of, which nothing that was sent ahead can have.
/// </remarks>
internal sealed class EagerStalenessPolicy(int staleness) : ISyncPolicy
{
    private const int Tag = 'E' | ('S' << 8) | ('P' << 16) | ('1' << 24);

    private ClockGate _gate = new(staleness);
    private RiseLog _rises = new(staleness);

    // By seats: pushes when its worker pushed last.
    private List<long> _own = [];
    private long _commits;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, staleness, Eager: true);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        Count(e);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_commits));
        if (_gate.Min > min)
        {
            _rises.RoseTo(_gate.Min, _commits);
            decisions.Add(SyncDecision.Announce(_gate.Min));
        }

        if (_gate.IsStopped)
            return;
        if (e.Kind == SyncEventKind.Ready)
            LetIfNear(e.Worker.Seat, decisions);
        else if (_gate.Min > min)
            for (int seat = 0; seat < _gate.Seats; seat++)
                LetIfNear(seat, decisions);
    }

    private void Count(in SyncEvent e)
    {
        if (e.Kind == SyncEventKind.Joined)
            while (_own.Count <= e.Worker.Seat)
                _own.Add(0);
        if (e.Kind == SyncEventKind.Pushed)
            _own[e.Worker.Seat] = ++_commits;
    }

    private void LetIfNear(int seat, ICollection<SyncDecision> decisions)
    {
        int clock = _gate.ClockOf(seat);
        if (_gate.IsWaiting(seat) && clock - _gate.Min <= staleness)
            _gate.Let(seat, PullBound.AtLeast(Math.Max(_own[seat], _rises.VersionOf(clock - staleness))), decisions);
    }

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(_commits);
        _gate.Save(ref writer);
        _rises.Save(ref writer);
        foreach (long own in _own)
            writer.Write(own);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        long commits = reader.ReadInt64("commits", 0);
        ClockGate gate = ClockGate.Load(staleness, ref reader);
        RiseLog rises = RiseLog.Load(staleness, gate.Min, commits, ref reader);
        var own = new List<long>();
        while (own.Count < gate.Seats)
        {
            own.Add(reader.ReadInt64("last push", 0));
            StateReader.Check(own[^1] <= commits, "a worker's last push is still to come");
        }

        reader.End();
        (_commits, _gate, _rises, _own) = (commits, gate, rises, own);
    }
}
