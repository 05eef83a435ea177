using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// Holds host and policy to the life of a clock: <c>Ready → Release → Pulled → (Aborted → Release → Pulled)* → Pushed → exactly one of Apply
/// or Discard</c> where the policy decides, or none of them where workers commit their own pushes. It sees every event before the policy and
/// every decision after it. A violation is a bug and always an <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed partial class ClockLifeCycle(ApplyMode mode)
{
    private readonly List<Life> _seats = [];
    private readonly HashSet<AttemptId> _undecided = [];
    private int _decidedInStep;
    private bool _isStopped;

    private enum Phase
    {
        Away,
        Idle,
        Ready,
        Released,
        Pulled,
    }

    /// <summary>Checks an event and takes it.</summary>
    /// <exception cref="InvalidOperationException">It may not come now.</exception>
    public void On(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                Join(e.Worker, e.Clock);
                break;
            case SyncEventKind.Left:
                Find(e.Worker, "Left") = default;
                break;
            case SyncEventKind.Ready:
                Step(new(e.Worker, e.Clock, 0), Phase.Idle, "Ready").Phase = Phase.Ready;
                break;
            case SyncEventKind.Pulled:
                Step(e.Attempt, Phase.Released, "Pulled").Phase = Phase.Pulled;
                break;
            case SyncEventKind.Aborted:
                Abort(e.Attempt);
                break;
            case SyncEventKind.Pushed:
                Push(e.Attempt);
                break;
        }
    }

    /// <summary>Checks a decision and takes it.</summary>
    /// <exception cref="InvalidOperationException">It may not be made now.</exception>
    public void On(in SyncDecision decision)
    {
        switch (decision.Kind)
        {
            case SyncDecisionKind.Release:
                Release(decision.Attempt);
                break;
            case SyncDecisionKind.Abort:
                ref Life life = ref Find(decision.Attempt.Worker, "Abort");
                if (life.Attempt != decision.Attempt || life.Phase is not (Phase.Released or Phase.Pulled))
                    throw Violation(decision.Attempt, "Abort", in life);
                life.Abort = decision.AbortKind;
                break;
            case SyncDecisionKind.Apply or SyncDecisionKind.Discard:
                Decide(decision);
                break;
            case SyncDecisionKind.EndStep:
                if (_decidedInStep == 0)
                    throw new InvalidOperationException("A step ended in which nothing was applied or discarded.");
                _decidedInStep = 0;
                break;
            case SyncDecisionKind.Stop:
                _isStopped = true;
                break;
        }
    }

    /// <summary>Whether an attempt has read its parameters and has neither been pushed nor given up.</summary>
    public bool HasPulled(AttemptId attempt) =>
        attempt.Worker.Seat < _seats.Count && _seats[attempt.Worker.Seat] is { Phase: Phase.Pulled } life && life.Attempt == attempt;

    /// <summary>Whether an attempt may be given up now.</summary>
    public bool IsToBeGivenUp(AttemptId attempt) => HasPulled(attempt) && _seats[attempt.Worker.Seat].Abort is not null;

    /// <summary>Checks, before anything is staged, that an attempt may be pushed now.</summary>
    /// <exception cref="InvalidOperationException">It may not.</exception>
    public void CheckPush(AttemptId attempt) => Step(attempt, Phase.Pulled, "Pushed");

    /// <summary>Checks that an attempt may be given up now.</summary>
    /// <exception cref="InvalidOperationException">It may not, or nobody asked for it.</exception>
    public void CheckAborted(AttemptId attempt)
    {
        if (Step(attempt, Phase.Pulled, "Aborted").Abort is null)
            throw new InvalidOperationException($"{attempt}: Aborted came, but nobody asked for it.");
    }

    private void Join(WorkerId worker, int clock)
    {
        while (_seats.Count <= worker.Seat)
            _seats.Add(default);
        ref Life life = ref CollectionsMarshal.AsSpan(_seats)[worker.Seat];
        if (life.Phase != Phase.Away)
            throw Violation(new(worker, clock, 0), "Joined", in life);
        life = new() { Attempt = new(worker, clock, 0), Phase = Phase.Idle };
    }

    private void Release(AttemptId attempt)
    {
        if (_isStopped)
            throw new InvalidOperationException($"{attempt}: Release came after Stop.");
        Step(attempt, Phase.Ready, "Release").Phase = Phase.Released;
    }

    private void Abort(AttemptId attempt)
    {
        CheckAborted(attempt);
        ref Life life = ref Find(attempt.Worker, "Aborted");
        life = life.Abort == AbortKind.RedoBlock
            ? new() { Attempt = attempt with { Try = attempt.Try + 1 }, Phase = Phase.Ready }
            : new() { Attempt = new(attempt.Worker, attempt.Clock + 1, 0), Phase = Phase.Idle };
    }

    private void Push(AttemptId attempt)
    {
        Step(attempt, Phase.Pulled, "Pushed") = new() { Attempt = new(attempt.Worker, attempt.Clock + 1, 0), Phase = Phase.Idle };
        if (mode == ApplyMode.ByDecision)
            _undecided.Add(attempt);
    }

    private void Decide(in SyncDecision decision)
    {
        if (mode == ApplyMode.OnPush)
            throw new InvalidOperationException($"{decision.Attempt}: {decision.Kind} came, but workers commit their own pushes.");
        if (!_undecided.Remove(decision.Attempt))
            throw new InvalidOperationException($"{decision.Attempt}: {decision.Kind} came, but the attempt was not pushed or is decided already.");
        _decidedInStep++;
    }

    private ref Life Step(AttemptId attempt, Phase expected, string what)
    {
        ref Life life = ref Find(attempt.Worker, what);
        if (life.Attempt != attempt || life.Phase != expected)
            throw Violation(attempt, what, in life);
        return ref life;
    }

    private ref Life Find(WorkerId worker, string what)
    {
        Span<Life> seats = CollectionsMarshal.AsSpan(_seats);
        if ((uint)worker.Seat >= (uint)seats.Length || seats[worker.Seat].Phase == Phase.Away || seats[worker.Seat].Attempt.Worker != worker)
            throw new InvalidOperationException($"{worker}: {what} came, but the worker is not in the job.");
        return ref seats[worker.Seat];
    }

    private static InvalidOperationException Violation(AttemptId attempt, string what, in Life life)
    {
        string expected = life.Phase switch
        {
            Phase.Idle => "Ready",
            Phase.Ready => "Release",
            Phase.Released => "Pulled",
            _ => "Pushed or Aborted",
        };
        return new($"{attempt}: {what} came; {life.Attempt} is next, with {expected}.");
    }

    private struct Life
    {
        public AttemptId Attempt;
        public Phase Phase;
        public AbortKind? Abort;
    }
}
