namespace ParameterStore;

/// <summary>
/// k of n: a step is made of the first k pushes that were computed from the current version, and of what came late to earlier steps where that is
/// cached. Who has pushed from the current version waits for the step to end; who came late goes on from the current version at once.
/// </summary>
/// <remarks>
/// A step also ends when nobody is left who could still push from its version, so that whoever leaves or dies never makes others wait; what was
/// pushed before its worker left counts. n of n are bulk synchronous steps, by the same gate. A push that is late for good is discarded at once, in a
/// step of its own that changes no parameter. Pulls may return a newer version than that of the release; lag is counted from the version that was read.
/// A stop discards what is undecided.
/// </remarks>
internal sealed partial class KOfNPolicy : ISyncPolicy
{
    private readonly KOfNRule _rule;
    private readonly bool _isEverybody;
    private readonly Predicate<WorkerId> _isHeldBack;
    private readonly List<(AttemptId Attempt, float Weight)> _step = [];
    private ClockGate _gate;
    private FreshPushes _fresh = new();
    private StepEnds _ends;
    private long _version;

    // Pushes that are late and go into the next step.
    private List<(AttemptId Attempt, int Lag)> _cached = [];

    // Where late workers are aborted: who has pulled the current version and not pushed.
    private List<AttemptId> _current = [];

    public KOfNPolicy(KOfNRule rule)
    {
        _rule = rule;
        _isEverybody = rule.Quota.IsEverybody;
        _gate = new(Staleness, holds: true);
        _ends = new(rule.Weights.Length);
        _isHeldBack = worker => _fresh.Has(worker);
    }

    public SyncTraits Traits => _isEverybody
        ? new(ApplyMode.ByDecision, PullMode.Exactly, Aborts: false, Weights: _rule.Weights[0] != 1, Staleness)
        : new(ApplyMode.ByDecision, PullMode.AtLeast, _rule.Aborts, Weights: true, Staleness);

    private int Staleness => _isEverybody ? 0 : int.MaxValue;

    private bool HasPushes => _fresh.Count + _cached.Count > 0;

    private bool IsStepComplete => _isEverybody
        ? !_gate.IsHeldAt(_fresh.All[0].Clock)
        : _fresh.Active == _gate.Active || (_fresh.Count > 0 && _fresh.Count >= _rule.Quota.NeededOf(_gate.Active));

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        int min = _gate.Min;
        bool wasStopped = _gate.IsStopped;
        if (e.Kind == SyncEventKind.Aborted && _rule.Aborts)
            _gate.Skip(e.Attempt);
        else
            _gate.On(e);
        if (wasStopped && e.Kind == SyncEventKind.Pushed)
            decisions.Add(SyncDecision.Discard(e.Attempt));
        else if (!wasStopped)
            Take(e, decisions);
        if (HasPushes && (_gate.IsStopped || IsStepComplete))
            EndStep(decisions);
        if (_gate.IsStopped && !wasStopped)
            decisions.Add(SyncDecision.Stop(_version));
        if (_gate.Min > min)
            decisions.Add(SyncDecision.Announce(_gate.Min));
        _gate.Release(_isEverybody ? PullBound.Exactly(_version) : PullBound.AtLeast(_version), decisions, isHeldBack: _isHeldBack);
    }

    private void Take(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                _fresh.Join(e.Worker);
                break;
            case SyncEventKind.Left:
                _fresh.Leave(e.Worker);
                Forget(e.Worker);
                break;
            case SyncEventKind.Pulled when _rule.Aborts:
                Watch(e.Attempt, _ends.LagOf(e.Version.Index), decisions);
                break;
            case SyncEventKind.Aborted:
                Forget(e.Worker);
                break;
            case SyncEventKind.Pushed:
                Forget(e.Worker);
                Take(e.Attempt, _isEverybody ? 0 : _ends.LagOf(e.Version.Index), decisions);
                break;
            case SyncEventKind.StopRequested:
                _current.Clear();
                break;
        }
    }

    private void Take(AttemptId attempt, int lag, ICollection<SyncDecision> decisions)
    {
        if (lag == 0)
        {
            _fresh.Add(attempt);
        }
        else if (lag < _rule.Weights.Length && _rule.Weights[lag] > 0)
        {
            _cached.Add((attempt, lag));
        }
        else
        {
            // At once, so that its worker goes on from what the store has, and does not build on what is lost.
            decisions.Add(SyncDecision.Discard(attempt));
            decisions.Add(SyncDecision.EndStep());
            _version++;
        }
    }

    // A step may have ended before the host could say what was pulled.
    private void Watch(AttemptId attempt, int lag, ICollection<SyncDecision> decisions)
    {
        if (lag == 0)
            _current.Add(attempt);
        else
            decisions.Add(SyncDecision.Abort(attempt, AbortKind.SkipBlock));
    }

    private void Forget(WorkerId worker)
    {
        int at = _current.FindIndex(a => a.Worker == worker);
        if (at >= 0)
            _current.RemoveAt(at);
    }

    private void EndStep(ICollection<SyncDecision> decisions)
    {
        foreach (AttemptId attempt in _fresh.All)
            _step.Add((attempt, _rule.Weights[0]));
        foreach ((AttemptId attempt, int lag) in _cached)
            _step.Add((attempt, _rule.Weights[lag]));
        _step.Sort((a, b) => AttemptOrder.Instance.Compare(a.Attempt, b.Attempt));
        foreach ((AttemptId attempt, float weight) in _step)
            decisions.Add(_gate.IsStopped ? SyncDecision.Discard(attempt) : SyncDecision.Apply(attempt, weight));
        decisions.Add(SyncDecision.EndStep());
        _version += _step.Count;
        _step.Clear();
        _fresh.Clear();
        _cached.Clear();
        if (!_isEverybody)
            _ends.Add(_version);
        AbortLate(decisions);
    }

    private void AbortLate(ICollection<SyncDecision> decisions)
    {
        _current.Sort(AttemptOrder.Instance);
        foreach (AttemptId attempt in _current)
            decisions.Add(SyncDecision.Abort(attempt, AbortKind.SkipBlock));
        _current.Clear();
    }
}
