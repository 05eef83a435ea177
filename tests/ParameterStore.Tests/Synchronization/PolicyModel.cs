using System.Text;

namespace ParameterStore.Tests;

/// <summary>
/// A small world around a policy: what may happen next, and whether what the policy decides is right. It knows nothing of how the policy
/// comes to its decisions.
/// </summary>
internal sealed partial class PolicyModel
{
    private readonly WorldOptions _options;
    private readonly WorldSeat[] _seats;
    private readonly List<AttemptId> _undecided;
    private readonly List<AttemptId> _step = [];
    private readonly SortedDictionary<long, long> _timers = [];
    private readonly SuperstepModel? _superstep;
    private long _now;
    private readonly FreshModel? _fresh;
    private readonly EagerModel? _eager;
    private readonly TuningModel? _tuning;
    private int _min;
    private int _commits;
    private int _comebacks;
    private int _losses;
    private bool _mayStop;
    private bool _isStopped;

    public PolicyModel(WorldOptions options)
    {
        _options = options;
        _seats = [.. Enumerable.Repeat(new WorldSeat(-1, 0, WorldPhase.Never), options.Workers)];
        _undecided = [];
        _fresh = options.Fresh is null ? null : new(options.Fresh);
        _tuning = options.TunesFrom is { } start ? new(start, options.Staleness) : null;
        _eager = options.Eager ? new(options.Staleness) : null;
        (_comebacks, _losses, _mayStop, _lateRings) = (options.Comebacks, options.Losses, options.Stops, options.LateRings);
        _superstep = options.Lookahead > 0 ? new(options) : null;
    }

    private PolicyModel(PolicyModel other)
    {
        _options = other._options;
        _seats = [.. other._seats];
        _undecided = [.. other._undecided];
        _timers = new(other._timers);
        _superstep = other._superstep?.Copy();
        _now = other._now;
        _fresh = other._fresh is null ? null : new(other._fresh);
        _eager = other._eager?.Copy();
        _tuning = other._tuning?.Copy();
        (_min, _commits, _comebacks, _losses) = (other._min, other._commits, other._comebacks, other._losses);
        (_mayStop, _isStopped) = (other._mayStop, other._isStopped);
        CopyTimers(other);
    }

    public PolicyModel Copy() => new(this);

    /// <summary>Everything that a policy could need to know: equal keys, equal futures.</summary>
    public string Key()
    {
        var key = new StringBuilder();
        foreach (WorldSeat seat in _seats)
            key.Append((int)seat.Phase).Append(',').Append(seat.Incarnation).Append(',').Append(seat.Clock).Append(_options.Delay > 0 && seat.HasPushed ? "+" : "").Append(TextOfTry(seat)).Append(';');
        foreach (AttemptId attempt in _undecided.OrderBy(a => (a.Worker.Seat, a.Worker.Incarnation)))
            key.Append(attempt.Worker.Seat).Append('.').Append(attempt.Worker.Incarnation).Append('@').Append(attempt.Clock).Append(';');
        foreach ((long id, long at) in _timers)
            key.Append('t').Append(id).Append('@').Append(at).Append(';');
        AppendTimers(key);
        _fresh?.AppendKey(key);
        _tuning?.AppendKey(key);
        return key.Append(_now).Append(';').Append(_superstep?.Key()).Append($"{_min},{_commits},{_comebacks},{_losses},{_mayStop},{_isStopped}").ToString();
    }

    /// <summary>All that may happen next.</summary>
    public IEnumerable<SyncEvent> Next()
    {
        foreach (SyncEvent e in NextOfWorkers())
            yield return e with { Now = e.Kind == SyncEventKind.Pushed ? _now + _options.Tick : _now };
        foreach (SyncEvent measured in _isStopped ? [] : _tuning?.Next() ?? [])
            yield return measured with { Now = _now };
        foreach (SyncEvent ring in NextRings())
            yield return ring;
        if (!_isStopped)
            foreach ((long id, long at) in _timers)
                yield return SyncEvent.Timer(id) with { Now = Math.Max(_now, at) };
    }

    private IEnumerable<SyncEvent> NextOfWorkers()
    {
        for (int i = 0; i < _seats.Length; i++)
            foreach (SyncEvent e in NextOf(new(i, _seats[i].Incarnation), _seats[i]))
                yield return e;
        if (_mayStop)
            yield return SyncEvent.StopRequested(StopReason.EarlyStop);
    }

    private IEnumerable<SyncEvent> NextOf(WorkerId worker, WorldSeat seat)
    {
        var attempt = new AttemptId(worker, seat.Clock, seat.Try);
        if (seat.Phase == WorldPhase.Never || (!seat.IsActive && _comebacks > 0))
            yield return SyncEvent.Joined(worker with { Incarnation = seat.Incarnation + 1 }, _min);
        if (seat.Phase == WorldPhase.Finished && _comebacks > 0)
            yield return SyncEvent.Joined(worker, Math.Max(_min, seat.Clock));
        if (seat.Phase == WorldPhase.Idle && seat.Clock < _options.Clocks)
            yield return SyncEvent.Ready(worker, seat.Clock);
        if (seat.Phase == WorldPhase.Idle)
            yield return SyncEvent.Left(worker, LeaveReason.Finished);
        if (seat.Phase == WorldPhase.Released)
            yield return SyncEvent.Pulled(attempt, _fresh is null ? default : new(_commits, 0));
        if (seat.Phase == WorldPhase.Released && _fresh is not null && _fresh.VersionOf(worker.Seat).Index < _commits)
            yield return SyncEvent.Pulled(attempt, _fresh.VersionOf(worker.Seat));
        if (seat.Phase == WorldPhase.Pulled)
            yield return SyncEvent.Pushed(attempt, _fresh is null ? default : _fresh.VersionOf(worker.Seat));
        if (seat.Phase == WorldPhase.Pulled && (seat.IsAborted || _fresh?.IsSkipping(worker.Seat) == true))
            yield return SyncEvent.Aborted(attempt);
        if (seat.IsActive && _losses > 0)
        {
            yield return SyncEvent.Left(worker, LeaveReason.Died);
            yield return SyncEvent.Left(worker, LeaveReason.Resigned);
        }
    }

    /// <summary>Takes an event and what the policy decided on it.</summary>
    /// <returns>What is wrong with the decisions; null if nothing is.</returns>
    public string? Take(in SyncEvent e, List<SyncDecision> decisions)
    {
        int oldMin = _min;
        bool wasStopped = _isStopped;
        _now = e.Now;
        List<SyncDecision>? speculation = BeforeTimers(e);
        Happen(e);
        _superstep?.Happened(e, _seats);
        _min = _seats.Any(s => s.IsActive) ? _seats.Where(s => s.IsActive).Min(s => s.Clock) : _min;
        _eager?.RoseTo(_min);
        foreach (SyncDecision decision in decisions)
            if (Check(decision, e.Now, e.Kind == SyncEventKind.StopRequested) is { } wrong)
                return wrong;

        if (AfterTimers(e, speculation, decisions) is { } wrongTimer)
            return wrongTimer;
        int announced = decisions.Where(d => d.Kind == SyncDecisionKind.Announce).Select(d => d.MinClock).DefaultIfEmpty(oldMin).Single();
        if (announced != _min)
            return $"the minimum rose from {oldMin} to {_min}, but {announced} is announced";
        if (e.Kind == SyncEventKind.StopRequested && _isStopped == wasStopped)
            return "a stop was requested, but there is no Stop";
        if (e.Kind == SyncEventKind.Pushed && Ahead(e.Worker.Seat) > _options.Staleness + 1L)
            return $"after its push seat {e.Worker.Seat} is {Ahead(e.Worker.Seat)} ahead";
        return Standing();
    }

    private int Ahead(int seat) => _seats[seat].Clock - _min;

    private void Happen(in SyncEvent e)
    {
        if (!_isStopped)
            _fresh?.Happen(e);
        ref WorldSeat seat = ref _seats[e.Worker.Seat];
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                _comebacks -= seat.Phase == WorldPhase.Never ? 0 : 1;
                seat = new(e.Worker.Incarnation, e.Clock, WorldPhase.Idle);
                break;
            case SyncEventKind.Left:
                _losses -= e.Reason == LeaveReason.Finished ? 0 : 1;
                seat = new(seat.Incarnation, seat.Clock, e.Reason == LeaveReason.Finished ? WorldPhase.Finished : WorldPhase.Lost);
                break;
            case SyncEventKind.Ready:
                seat.Phase = WorldPhase.Ready;
                break;
            case SyncEventKind.Pulled:
                seat.Phase = WorldPhase.Pulled;
                break;
            case SyncEventKind.Aborted when _fresh is not null:
                seat = seat with { Clock = seat.Clock + 1, Phase = WorldPhase.Idle };
                break;
            case SyncEventKind.Aborted:
                seat = seat with { Try = seat.Try + 1, Phase = WorldPhase.Ready, IsAborted = false };
                break;
            case SyncEventKind.Pushed:
                seat = new(seat.Incarnation, seat.Clock + 1, WorldPhase.Idle, HasPushed: true);
                _eager?.Pushed(e.Attempt);
                if (_options.Apply == ApplyMode.ByDecision)
                    _undecided.Add(e.Attempt);
                else
                    _commits++;
                break;
            case SyncEventKind.StopRequested:
                _mayStop = false;
                break;
            case SyncEventKind.Measured:
                _tuning!.Measured(e.Id);
                break;
            case SyncEventKind.Timer:
                _timers.Remove(e.Id);
                break;
        }
    }

    private string? Check(SyncDecision d, long now, bool stops)
    {
        if (_fresh?.Check(d, _commits + _step.Count, stops || _isStopped, Active(WorldPhase.Idle), Active(WorldPhase.Pulled)) is { } wrong)
            return wrong;
        switch (d.Kind)
        {
            case SyncDecisionKind.Measure or SyncDecisionKind.SetStepScale when _tuning is not null:
                return _isStopped ? $"{d.Kind} after the stop" : _tuning.Check(d);
            case SyncDecisionKind.Release:
                return CheckRelease(d, now);
            case SyncDecisionKind.Apply or SyncDecisionKind.Discard:
                _step.Add(d.Attempt);
                return _undecided.Remove(d.Attempt) ? null : $"{d.Kind} of {d.Attempt}, which was not pushed or is decided already";
            case SyncDecisionKind.EndStep:
                bool inOrder = _step.Zip(_step.Skip(1)).All(p => AttemptOrder.Instance.Compare(p.First, p.Second) < 0);
                _commits += _step.Count;
                _step.Clear();
                return inOrder ? null : "a step is not in ascending seat order";
            case SyncDecisionKind.Stop:
                bool isFirst = !_isStopped;
                _isStopped = true;
                return isFirst && d.Bound.Index == _commits ? null : $"Stop at version {d.Bound.Index} instead of once at {_commits}";
            case SyncDecisionKind.ArmTimer when _superstep is not null:
                return _superstep.IsBarrier && d.At >= now && _timers.TryAdd(d.Id, d.At) && _timers.Count == 1 ? null : $"a timer {d.Id} for {d.At} at {now}";
            case SyncDecisionKind.CancelTimer when _superstep is not null:
                return _timers.Remove(d.Id) ? null : $"the timer {d.Id} is cancelled, which is not armed";
            case SyncDecisionKind.ArmTimer or SyncDecisionKind.CancelTimer or SyncDecisionKind.Abort when _options.Speculates:
                return CheckSpeculation(d);
            case SyncDecisionKind.Abort when _fresh is not null:
                return null;
            default:
                return d.Kind == SyncDecisionKind.Announce ? null : $"an unexpected {d.Kind}";
        }
    }

    private string? CheckRelease(SyncDecision d, long now)
    {
        ref WorldSeat seat = ref _seats[d.Attempt.Worker.Seat];
        if (_isStopped)
            return $"Release of {d.Attempt} after the stop";
        if (seat.Phase != WorldPhase.Ready || d.Attempt != AttemptOf(d.Attempt.Worker.Seat))
            return $"Release of {d.Attempt}, which is not ready";
        if (_fresh?.IsHeld(d.Attempt.Worker) == true)
            return $"Release of {d.Attempt}, which has pushed from this version";
        _fresh?.Released(d.Attempt.Worker.Seat, _commits);
        PullBound bound = _options.Apply == ApplyMode.ByDecision && _fresh is null ? PullBound.Exactly(_commits) : PullBound.AtLeast(_commits);
        if (_eager is not null)
            bound = PullBound.AtLeast(_eager.Needed(d.Attempt));
        if (d.Bound != bound)
            return $"Release of {d.Attempt} with {d.Bound} instead of {bound}";
        long opens = _options.Delay > 0 && seat.HasPushed ? now + _options.Delay : 0;
        if (d.At != opens)
            return $"Release of {d.Attempt} from {d.At} on instead of {opens}";
        seat.Phase = WorldPhase.Released;
        if (_superstep?.Released(d.Attempt) is { } wrong)
            return wrong;
        return Ahead(d.Attempt.Worker.Seat) > (_tuning?.Staleness ?? _options.Staleness) ? $"Release of {d.Attempt}, {Ahead(d.Attempt.Worker.Seat)} clocks ahead" : null;
    }

    private bool IsHeld(int seat) => _fresh?.IsHeld(new(seat, _seats[seat].Incarnation)) == true;

    private WorkerId[] Active(WorldPhase from) => [.. _seats.Select((seat, i) => (seat, i)).Where(s => s.seat.Phase >= from).Select(s => new WorkerId(s.i, s.seat.Incarnation))];

    /// <summary>What must hold whenever the policy has had its say.</summary>
    private string? Standing()
    {
        if (_step.Count > 0 && !_isStopped)
            return "a step was begun and not ended";
        _step.Clear();
        if (_isStopped && _timers.Count > 0)
            return "a timer is armed after the stop";
        if (_isStopped)
            return _undecided.Count > 0 ? "a push is left undecided after the stop" : null;
        if (_seats.Any(s => s.IsActive) && _seats.Where(s => s.IsActive).All(s => s.Phase == WorldPhase.Ready))
            return "deadlock: every active worker waits";
        int late = Array.FindIndex([.. Enumerable.Range(0, _seats.Length)], i => _seats[i].Phase == WorldPhase.Ready && Ahead(i) <= (_tuning?.Staleness ?? _options.Free) && !IsHeld(i));
        if (late >= 0)
            return $"seat {late} waits though it is only {Ahead(late)} ahead";
        if (_superstep is { IsBarrier: true } && Array.FindIndex(_seats, s => s.Phase == WorldPhase.Ready) is int held and >= 0)
            return $"seat {held} waits at the barrier";
        if (_fresh is not null)
            return _fresh.Standing(Active(WorldPhase.Idle), Active(WorldPhase.Pulled));
        if (_undecided.Count > 0 && !_seats.Any(s => s.IsActive && s.Clock <= _undecided.Max(a => a.Clock)))
            return "all have pushed or left, but the step has not ended";
        return null;
    }
}
