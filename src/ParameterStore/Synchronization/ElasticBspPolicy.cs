using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// Elastic bulk synchronous parallel (Zhao et al., "Elastic Bulk Synchronous Parallel Model for Distributed Deep Learning", ICDM 2019): barriers
/// stay, but lie where the workers' predicted ends of clocks are nearest to one another, so that a fast worker does several clocks while a slow
/// one does its own.
/// </summary>
/// <remarks>
/// <para>
/// A superstep is what lies between two barriers. At a barrier every active worker is told how many clocks it may do, from 1 to the lookahead;
/// it is predicted to be as fast as in its last clock, or, if it has done none, as the others' median. The first two supersteps have one clock
/// each, to have something to predict from. Workers commit their own pushes; a pull misses none from before the last barrier.
/// </para>
/// <para>
/// The paper does not say whether workers obey a time or a count. Here it is a count, which a wrong prediction cannot break; if the barrier is
/// later than three times the prediction, everybody stops after the clock it is at. Who joins waits for the next barrier. Who leaves is waited
/// for no more: when all others wait, the barrier is there, and the next is planned without it.
/// </para>
/// </remarks>
/// <param name="lookahead">R: the most clocks a worker does in a superstep, 1 … <see cref="LookaheadMax"/>. With 1 it has the timing of staleness 0.</param>
internal sealed partial class ElasticBspPolicy(int lookahead) : ISyncPolicy
{
    /// <summary>Beyond the 960 that was published.</summary>
    public const int LookaheadMax = 1_000;

    private const int WarmUps = 2;
    private const int LateFactor = 3;

    private ClockGate _gate = new(int.MaxValue, holds: true);
    private List<ElasticPace> _paces = [];
    private long _commits;
    private long _superstep;
    private bool _isWatched;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, int.MaxValue);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        Note(e);
        if (_gate.IsStopped && !wasStopped)
        {
            StopWatching(decisions);
            decisions.Add(SyncDecision.Stop(_commits));
        }

        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        if (_gate.IsStopped)
            return;
        if (_gate.AllWait)
            BeginSuperstep(e.Now, decisions);
        else if (e.Kind == SyncEventKind.Ready)
            Let(e.Worker.Seat, e.Now, decisions);
    }

    private void Note(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                while (_paces.Count <= e.Worker.Seat)
                    _paces.Add(ElasticPace.None);
                break;
            case SyncEventKind.Left:
                _paces[e.Worker.Seat] = ElasticPace.None;
                break;
            case SyncEventKind.Pushed:
                _commits++;
                _paces[e.Worker.Seat] = _paces[e.Worker.Seat].Done(e.Now);
                break;
            case SyncEventKind.Timer when _isWatched && e.Id == _superstep:
                _isWatched = false;
                foreach (ref ElasticPace pace in CollectionsMarshal.AsSpan(_paces))
                    pace.Left = 0;
                break;
        }
    }

    private void BeginSuperstep(long now, ICollection<SyncDecision> decisions)
    {
        StopWatching(decisions);
        if (Plan() is BarrierPlan plan)
        {
            _isWatched = true;
            decisions.Add(SyncDecision.ArmTimer(_superstep + 1, now + (LateFactor * plan.At)));
        }

        _superstep++;
        for (int seat = 0; seat < _paces.Count; seat++)
            Let(seat, now, decisions);
    }

    private void StopWatching(ICollection<SyncDecision> decisions)
    {
        if (_isWatched)
            decisions.Add(SyncDecision.CancelTimer(_superstep));
        _isWatched = false;
    }

    private void Let(int seat, long now, ICollection<SyncDecision> decisions)
    {
        if (!_gate.IsWaiting(seat) || _paces[seat].Left == 0)
            return;
        _paces[seat] = _paces[seat].Begun(now);
        _gate.Let(seat, PullBound.AtLeast(_commits), decisions);
    }

    /// <summary>Gives every worker its clocks.</summary>
    /// <returns>When all are predicted to have done them, counted from now; null if none of them does more than one, whatever the prediction.</returns>
    private BarrierPlan? Plan()
    {
        int[] seats = [.. Enumerable.Range(0, _paces.Count).Where(_gate.IsActive)];
        foreach (int seat in seats)
            _paces[seat] = _paces[seat] with { Left = 1 };
        long[] known = [.. seats.Select(seat => _paces[seat].Interval).Where(interval => interval > 0).Order()];
        if (_superstep < WarmUps || known.Length == 0)
            return null;
        long median = known[(known.Length - 1) / 2];
        var ends = new long[seats.Length * lookahead];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = ((i % lookahead) + 1) * (_paces[seats[i / lookahead]].Interval is long interval and > 0 ? interval : median);
        BarrierPlan plan = BarrierScan.Find(BarrierEnds.Merge(ends, lookahead), seats.Length);
        for (int i = 0; i < seats.Length; i++)
            _paces[seats[i]] = _paces[seats[i]] with { Left = plan.Clocks[i] };
        return plan.Clocks.Any(clocks => clocks > 1) ? plan : null;
    }
}
