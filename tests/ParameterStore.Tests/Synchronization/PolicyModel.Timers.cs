using System.Text;

namespace ParameterStore.Tests;

/// <summary>What a small world knows of timers, and of attempts that are given up and tried again.</summary>
internal sealed partial class PolicyModel
{
    private readonly SortedDictionary<long, (AttemptId Attempt, long At)> _armed = [];
    private readonly SortedDictionary<long, AttemptId> _cancelled = [];
    private int _lateRings;

    private void CopyTimers(PolicyModel other)
    {
        foreach ((long id, (AttemptId Attempt, long At) armed) in other._armed)
            _armed.Add(id, armed);
        foreach ((long id, AttemptId attempt) in other._cancelled)
            _cancelled.Add(id, attempt);
        _lateRings = other._lateRings;
    }

    private static string TextOfTry(in WorldSeat seat) => seat is { Try: 0, IsAborted: false, Missed: null } ? "" : $"/{seat.Try}{(seat.IsAborted ? "!" : "")}{seat.Missed}";

    private void AppendTimers(StringBuilder key)
    {
        if (_lateRings > 0)
            foreach (long id in _cancelled.Keys)
                key.Append(id).Append('-');
        if (_options.Speculates)
            key.Append(_lateRings).Append(':');
    }

    private AttemptId AttemptOf(int seat) => new(new(seat, _seats[seat].Incarnation), _seats[seat].Clock, _seats[seat].Try);

    // Where no time goes by, timers ring early: times would only make states of what is one.
    private IEnumerable<SyncEvent> NextRings()
    {
        foreach ((long id, (AttemptId _, long at)) in _armed)
            yield return SyncEvent.Timer(id) with { Now = _options.Tick == 0 ? _now : Math.Max(_now, at) };
        if (_lateRings > 0)
            foreach (long id in _cancelled.Keys)
                yield return SyncEvent.Timer(id) with { Now = _now };
    }

    /// <summary>What of timers and aborts must follow from an event, where that does not depend on what a policy has learned.</summary>
    private List<SyncDecision>? BeforeTimers(in SyncEvent e)
    {
        if (!_options.Speculates)
            return null;
        var must = new List<SyncDecision>();
        if (e.Kind is SyncEventKind.Pushed or SyncEventKind.Left)
            must.AddRange(CancelsOf(attempt: AttemptOf(e.Worker.Seat)));
        else if (e.Kind == SyncEventKind.StopRequested)
            must.AddRange(CancelsOf(null));
        else if (e.Kind == SyncEventKind.Timer && _options.AbortTime is not null && _armed.TryGetValue(e.Id, out (AttemptId Attempt, long At) armed) && IsToBeAborted(armed.Attempt))
            must.Add(SyncDecision.Abort(armed.Attempt, AbortKind.RedoBlock));
        return must;
    }

    private IEnumerable<SyncDecision> CancelsOf(AttemptId? attempt) =>
        _armed.Where(a => attempt is null || a.Value.Attempt == attempt).Select(a => SyncDecision.CancelTimer(a.Key));

    private bool IsToBeAborted(AttemptId attempt)
    {
        int active = _seats.Count(s => s.IsActive);
        return active > 1 && _seats[attempt.Worker.Seat].Missed > _options.AbortRate * active;
    }

    /// <summary>After an event and its decisions.</summary>
    private string? AfterTimers(in SyncEvent e, List<SyncDecision>? must, List<SyncDecision> decisions)
    {
        if (must is null)
            return null;
        string? wrong = e.Kind switch
        {
            SyncEventKind.Pulled => CheckArming(e, decisions),
            SyncEventKind.Timer => CheckRing(e, must, decisions),
            _ => Differs(must, decisions),
        };
        if (e.Kind == SyncEventKind.Pushed)
            for (int i = 0; i < _seats.Length; i++)
                _seats[i].Missed += i == e.Worker.Seat ? 0 : 1;
        return wrong;
    }

    private string? CheckArming(in SyncEvent e, List<SyncDecision> decisions)
    {
        bool may = e.Attempt.Try == 0 && !_isStopped && _seats.Count(s => s.IsActive) > 1;
        SyncDecision[] arms = [.. decisions.Where(IsOfTimers)];
        if (arms.Length > (may ? 1 : 0) || (may && arms.Length == 0 && _options.AbortTime is not null))
            return $"{arms.Length} timers on {e.Attempt}";
        if (arms.Length == 0)
            return null;
        (long id, long at) = (arms[0].Id, arms[0].At);
        if (arms[0].Kind != SyncDecisionKind.ArmTimer || at <= e.Now || at != e.Now + (_options.AbortTime ?? (at - e.Now)))
            return $"{arms[0].Kind} for {at} on a pull at {e.Now}";
        if (!_armed.TryAdd(id, (e.Attempt, at)) || (_cancelled.TryGetValue(id, out AttemptId other) && other != e.Attempt))
            return $"the timer of {e.Attempt} is another's";
        _seats[e.Worker.Seat].Missed = 0;
        return null;
    }

    private string? CheckRing(in SyncEvent e, List<SyncDecision> must, List<SyncDecision> decisions)
    {
        if (!_armed.Remove(e.Id, out (AttemptId Attempt, long At) armed))
        {
            _lateRings--;
            _cancelled.Remove(e.Id);
            return decisions.Count > 0 ? $"{decisions[0].Kind} by a timer that was cancelled" : null;
        }

        ref WorldSeat seat = ref _seats[armed.Attempt.Worker.Seat];
        bool hasMissed = seat.Missed > 0;
        seat.Missed = null;
        seat.IsAborted = decisions.Any(d => d.Kind == SyncDecisionKind.Abort);
        if (seat.IsAborted && (!hasMissed || decisions.Count(IsOfTimers) > 1 || decisions.Any(d => d.Attempt != armed.Attempt)))
            return $"{armed.Attempt} is aborted though it missed no push of another, or another is";
        return _options.AbortTime is null ? null : Differs(must, decisions);
    }

    private string? CheckSpeculation(in SyncDecision d)
    {
        if (d.Kind == SyncDecisionKind.Abort)
            return d.AbortKind == AbortKind.RedoBlock && d.Attempt == AttemptOf(d.Attempt.Worker.Seat) && _seats[d.Attempt.Worker.Seat] is { Phase: WorldPhase.Pulled, Try: 0, IsAborted: false }
                ? null
                : $"{d.AbortKind} of {d.Attempt}, which is not running or was aborted before";
        if (d.Kind == SyncDecisionKind.CancelTimer && _armed.Remove(d.Id, out (AttemptId Attempt, long At) armed))
        {
            _cancelled[d.Id] = armed.Attempt;
            _seats[armed.Attempt.Worker.Seat].Missed = null;
        }

        return null;
    }

    private static string? Differs(List<SyncDecision> must, List<SyncDecision> decisions)
    {
        SyncDecision[] done = [.. decisions.Where(IsOfTimers)];
        return done.SequenceEqual(must) ? null : $"'{string.Join(", ", done.Select(Text))}' instead of '{string.Join(", ", must.Select(Text))}'";
    }

    private static string Text(SyncDecision d) => PolicyTable.Text(d, hasSeatTimers: true);

    private static bool IsOfTimers(SyncDecision d) => d.Kind is SyncDecisionKind.ArmTimer or SyncDecisionKind.CancelTimer or SyncDecisionKind.Abort;
}
