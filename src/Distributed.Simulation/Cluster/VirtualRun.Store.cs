using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Pushes on their way, and at the store.</summary>
internal sealed partial class VirtualRun
{
    // After so many losses in a row a message arrives: a limit, not a model.
    private const int LossesMax = 20;

    // What was pulled goes beside what changes.
    private long PushBytes => _carriesPulled ? 2 * _learner.PushBytes : _learner.PushBytes;

    private void Deliver(AttemptId attempt, long at)
    {
        FaultModel faults = _options.Faults;
        ulong stream = _draws.Stream(attempt.Worker, attempt.Clock, DrawPurpose.Message);
        for (ulong sent = 2; sent < 2 + LossesMax && Draws.Unit(stream, sent) < faults.LostShare; sent++)
            at += faults.LateNs;
        if (Draws.Unit(stream, 0) < faults.LateShare)
            at += faults.LateNs;
        _queue.Add(at, new(OccurrenceKind.PushArrived, attempt));
        if (Draws.Unit(stream, 1) < faults.DoubledShare)
            _queue.Add(at + faults.LateNs, new(OccurrenceKind.PushArrived, attempt, Id: 1));
    }

    private void PushArrived(Occurrence next)
    {
        _recorder.BytesPushed += PushBytes;
        _queue.Add(_store.Serve(PushBytes, _queue.Now), next with { Kind = OccurrenceKind.PushServed });
    }

    private void PushServed(Occurrence next)
    {
        AttemptId attempt = next.Attempt;
        VirtualWorker worker = _workers[attempt.Worker.Seat];
        Update? own = worker.Id == attempt.Worker && worker.Replica is not null ? _store.CopyOf(attempt) : null;
        if (_store.Push(attempt, _policy.CommitsOnPush) is not StoreVersion pulledAt)
        {
            _recorder.Refused++;
            return;
        }

        _recorder.Pushes++;
        if (own is not null)
            worker.Replica!.Pushed(_store.Version.Index, own);
        Tell(worker, SyncEvent.Pushed(attempt, pulledAt));
        _queue.Add(_queue.Now + _options.Network.LatencyNs, new(OccurrenceKind.PushDone, attempt));
        Look();
    }

    /// <summary>The store has changed: the loss may be due, and with it the end.</summary>
    private void Look()
    {
        _losses.Look(_store, _queue.Now);
        if (_losses.Diverged)
            _stop ??= StopReason.Cancelled;
        else if (_losses.ReachedAt is not null && _options.StopsAtTarget)
            _stop ??= StopReason.TargetReached;
        else if (_recorder.Pushes >= _options.MaxPushes)
            _stop ??= StopReason.Completed;
    }
}
