namespace ParameterStore;

/// <summary>
/// Stale synchronous parallel that tunes its own staleness, which Ho et al. (NIPS 2013) leave as future work: of half the present staleness, itself and twice it, the
/// one under which a measured loss falls fastest a second is kept if it is 5 % better. Progress a second is what the staleness trades: more clocks, of which
/// each gains less.
/// </summary>
/// <remarks>
/// A window lasts until there were so many pushes for every worker and so many clocks of the slowest. At its end the policy asks for a measure, and nobody
/// waits for it; the next window has begun. Steps are scaled so that η √(s + 1) stays what it was, as in the theorem of SSP. After a rest, or when
/// the clocks' spread (95th percentile over median) has moved by a quarter, it tries again. Where no measure is ever taken it stays as it began.
/// </remarks>
/// <param name="start">The staleness to begin with.</param>
/// <param name="max">The most that is tried.</param>
/// <param name="floor">What no loss can be under.</param>
/// <param name="window">How long is watched.</param>
internal sealed partial class AutoStalenessPolicy(int start, int max, double floor, TuningWindow window) : ISyncPolicy
{
    private const double SpreadMoved = 1.25;
    private const double Unknown = 0;

    private ClockGate _gate = new(max, holds: true);
    private StalenessProbe _probe = new(start, max);
    private ClockSpread _spread = new();

    // By seats: when its worker was let through last.
    private List<long> _begun = [];
    private long _commits;

    // The window: when it began, after how many pushes, and at which minimum clock.
    private long _since;
    private long _sinceCommits;
    private int _sinceMin;
    private int _rested;
    private double _restSpread = Unknown;

    // What was measured at its beginning; infinite if it was no number, or nothing was.
    private double _loss = double.PositiveInfinity;
    private long _measures;
    private bool _awaits;
    private long _elapsed;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: false, Weights: false, max, Measures: true);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        (int min, int arm) = (_gate.Min, _probe.Arm);
        bool wasStopped = _gate.IsStopped;
        _gate.On(e);
        Note(e);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_commits));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        if (_gate.IsStopped)
            return;
        if (e.Kind == SyncEventKind.Pushed)
            Watch(e.Now, decisions);
        else if (e.Kind == SyncEventKind.Measured && _awaits && e.Id == _measures)
            Judge(double.IsFinite(e.Value) ? e.Value : double.PositiveInfinity);
        if (_probe.Arm != arm)
            decisions.Add(SyncDecision.SetStepScale(ScaleOf(_probe.Arm)));
        if (e.Kind == SyncEventKind.Ready)
            LetIfNear(e.Worker.Seat, e.Now, decisions);
        else if (_gate.Min > min || _probe.Arm > arm)
            for (int seat = 0; seat < _gate.Seats; seat++)
                LetIfNear(seat, e.Now, decisions);
    }

    /// <summary>The factor by which steps are as large as the theorem wants them, against those of the first staleness.</summary>
    internal float ScaleOf(int staleness) => (float)Math.Sqrt((start + 1.0) / (staleness + 1.0));

    private void Note(in SyncEvent e)
    {
        if (e.Kind == SyncEventKind.Joined)
            while (_begun.Count <= e.Worker.Seat)
                _begun.Add(0);
        if (e.Kind != SyncEventKind.Pushed)
            return;
        _commits++;
        _spread.Add(Math.Max(0, e.Now - _begun[e.Worker.Seat]));
    }

    private void LetIfNear(int seat, long now, ICollection<SyncDecision> decisions)
    {
        if (!_gate.IsWaiting(seat) || _gate.ClockOf(seat) - _gate.Min > _probe.Arm)
            return;
        _begun[seat] = now;
        _gate.Let(seat, PullBound.AtLeast(_commits), decisions);
    }

    private void Watch(long now, ICollection<SyncDecision> decisions)
    {
        bool isFirst = _measures == 0;
        bool isOver = _commits - _sinceCommits >= (long)window.PushesEach * _gate.Workers && _gate.Min - _sinceMin >= window.Clocks;
        if (_awaits || (!isFirst && !isOver))
            return;
        bool asks = isFirst || !_probe.IsResting || HasRested();
        _elapsed = asks ? now - _since : 0;
        (_since, _sinceCommits, _sinceMin) = (now, _commits, _gate.Min);
        _spread.Clear();
        if (!asks)
            return;
        _awaits = true;
        decisions.Add(SyncDecision.Measure(++_measures));
    }

    // The first window of a rest says what the spread is.
    private bool HasRested()
    {
        double spread = _spread.Ratio() ?? _restSpread;
        bool hasMoved = _restSpread != Unknown && (spread > _restSpread * SpreadMoved || spread * SpreadMoved < _restSpread);
        if (_restSpread == Unknown)
            _restSpread = spread;
        return ++_rested >= window.Rests || hasMoved;
    }

    private void Judge(double loss)
    {
        if (_probe.IsResting)
            _probe.Begin();
        else
            _probe.Take(LossRate.Of(_loss, loss, floor, _elapsed));
        (_rested, _restSpread) = (0, Unknown);
        (_awaits, _elapsed) = (false, 0);
        _loss = _probe.IsResting ? double.PositiveInfinity : loss;
    }
}
