using System.Runtime.InteropServices;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>The policy's side.</summary>
internal sealed partial class VirtualRun
{
    private void Report(SyncEvent e)
    {
        // What a worker sent before its death was noticed may arrive later; only the store knows better, and it has refused it.
        bool isOfWorker = e.Kind is not (SyncEventKind.Timer or SyncEventKind.Measured or SyncEventKind.StopRequested);
        if (!isOfWorker || _policy.Knows(e.Worker))
            Feed(e);
    }

    private void Admit(WorkerId id)
    {
        var worker = new VirtualWorker(id) { Phase = WorkerPhase.Idle };
        VirtualWorker before = _workers[id.Seat];

        // The predecessor's last words may still be on their way.
        if (_policy.Knows(before.Id))
        {
            _queue.Add(before.EventsUntil, new(OccurrenceKind.JoinAsked, new(id, 0, 0)));
            return;
        }

        _workers[id.Seat] = worker;
        int clock = _policy.MinClock;
        Feed(SyncEvent.Joined(id, clock));
        Send(worker, new(OccurrenceKind.Welcomed, new(id, clock, 0)));
    }

    private void Feed(SyncEvent e)
    {
        if (e.Kind == SyncEventKind.Measured)
            _wish = null;
        foreach (ref readonly SyncDecision decision in CollectionsMarshal.AsSpan(_policy.Feed(e, _queue.Now)))
            CarryOut(in decision);
        if (_wish is not null && !_policy.Knows(_measurer))
            AskForMeasure();
    }

    private void CarryOut(in SyncDecision decision)
    {
        switch (decision.Kind)
        {
            case SyncDecisionKind.Release:
                VirtualWorker worker = _workers[decision.Attempt.Worker.Seat];
                (worker.Bound, worker.StepScale) = (decision.Bound, _policy.StepScale);
                Send(worker, new(OccurrenceKind.Granted, decision.Attempt, decision.At));
                break;
            case SyncDecisionKind.Abort:
                Send(_workers[decision.Attempt.Worker.Seat], new(OccurrenceKind.AbortAsked, decision.Attempt, (long)decision.AbortKind));
                break;
            case SyncDecisionKind.Apply:
                _store.Decide(decision.Attempt, decision.Weight);
                break;
            case SyncDecisionKind.Discard:
                _store.Decide(decision.Attempt, 0);
                break;
            case SyncDecisionKind.EndStep:
                _store.EndStep();
                Look();
                break;
            case SyncDecisionKind.ArmTimer:
                _timers[decision.Id] = ++_armings;
                _queue.Add(decision.At, new(OccurrenceKind.TimerDue, Id: _armings, Event: SyncEvent.Timer(decision.Id)));
                break;
            case SyncDecisionKind.CancelTimer:
                _timers.Remove(decision.Id);
                break;
            case SyncDecisionKind.Measure:
                _wish = decision.Id;
                AskForMeasure();
                break;
            case SyncDecisionKind.Announce:
                Rise(decision.MinClock);
                break;
            case SyncDecisionKind.Stop:
                Stop(decision.Bound.Index);
                break;
        }
    }

    // A timer that was cancelled or set anew does not ring for its old time.
    private void Ring(Occurrence due)
    {
        if (_timers.GetValueOrDefault(due.Event.Id) != due.Id)
            return;
        _timers.Remove(due.Event.Id);
        Feed(due.Event);
    }

    private void Send(VirtualWorker worker, Occurrence occurrence)
    {
        worker.DecisionsUntil = Math.Max(worker.DecisionsUntil, _queue.Now + Delay(worker, _options.Network.DecisionDelayNs, DrawPurpose.DecisionDelay));
        _queue.Add(worker.DecisionsUntil, occurrence);
    }

    private void Stop(long versionIndex)
    {
        if (versionIndex != _store.Version.Index)
            throw new InvalidOperationException($"{_options.Policy} stopped at version {versionIndex}, but the store is at {_store.Version}.");
        _isStopped = true;
    }
}
