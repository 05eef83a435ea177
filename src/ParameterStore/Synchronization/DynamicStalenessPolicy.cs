namespace ParameterStore;

/// <summary>
/// Dynamic stale synchronous parallel (Zhao et al., "Dynamic Stale Synchronous Parallel Distributed Training for Deep Learning", ICDCS 2019): a
/// worker may always be some clocks ahead of the slowest. When the fastest would have to wait, it is predicted with how many clocks more it would
/// end nearest to a push of the slowest, and it may do these first.
/// </summary>
/// <remarks>
/// The published algorithm may predict again whenever the clocks that it gave are used up, so that a fast worker can drift away without bound. Here
/// nobody is let through who is more than <paramref name="stalenessMin"/> + <paramref name="extraMax"/> clocks ahead. A worker that has not pushed
/// twice since it joined is not predicted: it gets no clocks, nor does who would have to wait for it.
/// </remarks>
/// <param name="stalenessMin">The clocks ahead at which nobody waits: sL.</param>
/// <param name="extraMax">How many clocks more there may be: rMax, 0 … <see cref="ExtraLimit"/>. With 0 it decides as <see cref="BoundedStalenessPolicy"/>.</param>
internal sealed partial class DynamicStalenessPolicy(int stalenessMin, int extraMax) : ISyncPolicy
{
    /// <summary>The most clocks that one prediction may look ahead.</summary>
    public const int ExtraLimit = 1_000;

    private readonly int _stalenessMax = stalenessMin + extraMax;
    private ClockGate _gate = new(stalenessMin + extraMax, holds: true);
    private List<PushPace> _paces = [];
    private long _commits;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, _stalenessMax);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        Note(e);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_commits));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        if (_gate.IsStopped)
            return;
        if (e.Kind == SyncEventKind.Ready)
            Ask(e.Worker.Seat, decisions);
        else if (_gate.Min > min)
            ReleaseThoseNearEnough(decisions);
    }

    private void Note(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                while (_paces.Count <= e.Worker.Seat)
                    _paces.Add(PushPace.None);
                break;
            case SyncEventKind.Left:
                _paces[e.Worker.Seat] = PushPace.None;
                break;
            case SyncEventKind.Pushed:
                _commits++;
                _paces[e.Worker.Seat] = _paces[e.Worker.Seat].PushedAt(e.Now);
                break;
        }
    }

    private void Ask(int seat, ICollection<SyncDecision> decisions)
    {
        int ahead = _gate.ClockOf(seat) - _gate.Min;
        PushPace pace = _paces[seat];
        if (pace.Extra == 0 && ahead > stalenessMin && ahead <= _stalenessMax && IsFastest(seat))
            pace = pace with { Extra = Foresee(pace) };
        bool takesExtra = pace.Extra > 0 && ahead <= _stalenessMax;
        _paces[seat] = takesExtra ? pace with { Extra = pace.Extra - 1 } : pace;
        if (takesExtra || ahead <= stalenessMin)
            _gate.Let(seat, PullBound.AtLeast(_commits), decisions);
    }

    private void ReleaseThoseNearEnough(ICollection<SyncDecision> decisions)
    {
        for (int seat = 0; seat < _gate.Seats; seat++)
            if (_gate.IsWaiting(seat) && _gate.ClockOf(seat) - _gate.Min <= stalenessMin)
                _gate.Let(seat, PullBound.AtLeast(_commits), decisions);
    }

    private bool IsFastest(int fastest)
    {
        for (int seat = 0; seat < _gate.Seats; seat++)
            if (_gate.IsActive(seat) && _gate.ClockOf(seat) > _gate.ClockOf(fastest))
                return false;
        return true;
    }

    private int Foresee(PushPace fast)
    {
        // Of the slowest the one that has not pushed for longest.
        int slowest = -1;
        for (int seat = 0; seat < _gate.Seats; seat++)
            if (_gate.IsActive(seat) && _gate.ClockOf(seat) == _gate.Min && (slowest < 0 || _paces[seat].Last < _paces[slowest].Last))
                slowest = seat;
        PushPace slow = _paces[slowest];
        return fast.HasInterval && slow.HasInterval ? PushForecast.ExtraClocks(fast, slow, extraMax) : 0;
    }
}
