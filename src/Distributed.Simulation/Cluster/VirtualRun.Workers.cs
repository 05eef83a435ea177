using ParameterStore;

namespace Distributed.Simulation;

/// <summary>The workers' side.</summary>
internal sealed partial class VirtualRun
{
    private void Happen(VirtualWorker worker, Occurrence next)
    {
        switch (next.Kind)
        {
            case OccurrenceKind.Welcomed:
                worker.Attempt = next.Attempt;
                Begin(worker);
                break;
            case OccurrenceKind.Begun:
                Begin(worker);
                break;
            case OccurrenceKind.Granted when worker.Is(next.Attempt, WorkerPhase.Waiting):
                Grant(worker, next);
                break;
            case OccurrenceKind.AbortAsked when worker.Attempt == next.Attempt:
                AskAbort(worker, (AbortKind)next.Id);
                break;
            case OccurrenceKind.MeasureAsked:
                Measure(worker, next.Id);
                break;
            case OccurrenceKind.PullArrived:
                _queue.Add(_store.Serve(_learner.PullBytes, _queue.Now), next with { Kind = OccurrenceKind.PullServed });
                break;
            case OccurrenceKind.PullServed:
                _store.Pull(worker);
                if (_isEager)
                    (worker.Replica ??= new(_learner.Size)).Subscribe(worker.Copy!.Values, worker.PulledAt, worker.Seen);
                worker.InboundUntil = Math.Max(worker.InboundUntil, _queue.Now) + Nanoseconds.ToSend(_learner.PullBytes, _options.Network.WorkerBytesPerSecond);
                _queue.Add(worker.InboundUntil + _options.Network.LatencyNs, next with { Kind = OccurrenceKind.PullDone });
                break;
            case OccurrenceKind.ChangesArrived:
                ChangesArrived(worker);
                break;
            case OccurrenceKind.PullDone:
                Compute(worker);
                break;
            case OccurrenceKind.ComputeDone when worker.Is(next.Attempt, WorkerPhase.Computing):
                Push(worker);
                break;
            case OccurrenceKind.PushDone:
                FinishClock(worker);
                break;
            case OccurrenceKind.Crashed when worker.Is(next.Attempt, WorkerPhase.Computing):
                Crash(worker);
                break;
        }
    }

    private void Begin(VirtualWorker worker)
    {
        Wait(worker);
        Tell(worker, SyncEvent.Ready(worker.Id, worker.Attempt.Clock));
    }

    private void Wait(VirtualWorker worker) => (worker.Phase, worker.Since, worker.PendingAbort) = (WorkerPhase.Waiting, _queue.Now, null);

    private void Grant(VirtualWorker worker, Occurrence next)
    {
        if (next.Id > _queue.Now)
        {
            _queue.Add(next.Id, next);
            return;
        }

        _recorder.Spent(worker.Id.Seat, worker.Since, _queue.Now, GanttKind.Wait);
        _recorder.Pulls++;
        worker.Phase = WorkerPhase.Pulling;
        if (worker.Replica is { IsSubscribed: true })
        {
            ReadReplica(worker);
            return;
        }

        _recorder.BytesPulled += _learner.PullBytes;
        _queue.Add(_queue.Now + _options.Network.LatencyNs, new(OccurrenceKind.PullArrived, worker.Attempt));
    }

    private void Compute(VirtualWorker worker)
    {
        AttemptId attempt = worker.Attempt;
        (worker.Phase, worker.Since) = (WorkerPhase.Computing, _queue.Now);
        Tell(worker, SyncEvent.Pulled(attempt, worker.PulledAt));
        if (worker.PendingAbort is AbortKind kind)
        {
            Abort(worker, kind);
            return;
        }

        long time = _options.Time.ComputeNs(_draws, worker.Id, attempt.Clock);
        ulong crash = _draws.Stream(worker.Id, attempt.Clock, DrawPurpose.Crash);
        if (Draws.Unit(crash, 0) < _options.Faults.CrashShare)
            _queue.Add(_queue.Now + Nanoseconds.From(time * Draws.Unit(crash, 1)), new(OccurrenceKind.Crashed, attempt));
        _queue.Add(_queue.Now + time, new(OccurrenceKind.ComputeDone, attempt));
    }

    private void AskAbort(VirtualWorker worker, AbortKind kind)
    {
        if (worker.Phase == WorkerPhase.Computing)
            Abort(worker, kind);
        else if (worker.Phase is WorkerPhase.Waiting or WorkerPhase.Pulling)
            worker.PendingAbort = kind;
    }

    private void Abort(VirtualWorker worker, AbortKind kind)
    {
        AttemptId attempt = worker.Attempt;
        _recorder.Spent(worker.Id.Seat, worker.Since, _queue.Now, GanttKind.Abort);
        _recorder.Aborts++;
        Tell(worker, SyncEvent.Aborted(attempt));
        if (kind == AbortKind.SkipBlock)
        {
            FinishClock(worker);
            return;
        }

        worker.Attempt = attempt with { Try = attempt.Try + 1 };
        Wait(worker);
    }

    private void Push(VirtualWorker worker)
    {
        AttemptId attempt = worker.Attempt;
        _recorder.Spent(worker.Id.Seat, worker.Since, _queue.Now, GanttKind.Compute);
        double factor = _options.Schedule.FactorAt(((long)attempt.Clock * _options.Workers) + attempt.Worker.Seat + 1);
        float step = (float)(_options.Step * factor * worker.StepScale);
        var batch = new BatchId(worker.Id.Seat, attempt.Clock, _draws.Stream(worker.Id, attempt.Clock, DrawPurpose.Batch));
        _learner.Step(worker.Copy!.Values, batch, step, _builder);
        Update update = _store.Rent();
        _builder.MoveTo(update);
        if (_carriesPulled)
            update.CarryRowsOf(worker.Copy.Values);
        _store.Return(worker);
        _store.Send(attempt, new(update, worker.PulledAt, worker.Seen));
        worker.Phase = WorkerPhase.Pushing;
        worker.OutboundUntil = Math.Max(worker.OutboundUntil, _queue.Now) + Nanoseconds.ToSend(PushBytes, _options.Network.WorkerBytesPerSecond);
        Deliver(attempt, worker.OutboundUntil + _options.Network.LatencyNs);
    }

    private void FinishClock(VirtualWorker worker)
    {
        _recorder.Clocks++;
        worker.Clocks++;
        worker.Attempt = new(worker.Id, worker.Attempt.Clock + 1, 0);
        if (worker.Attempt.Clock >= (_options.ClocksPerWorker ?? _learner.Clocks))
        {
            worker.Phase = WorkerPhase.Away;
            _queue.Add(_queue.Now, new(OccurrenceKind.Sealed, worker.Attempt, (long)LeaveReason.Finished));
            return;
        }

        Begin(worker);
    }

    private void Crash(VirtualWorker worker)
    {
        _recorder.Spent(worker.Id.Seat, worker.Since, _queue.Now, GanttKind.Abort);
        _recorder.Crashes++;
        _store.Return(worker);
        worker.Phase = WorkerPhase.Away;
        long noticed = _queue.Now + _options.Faults.NoticeNs;
        _queue.Add(noticed, new(OccurrenceKind.Sealed, worker.Attempt, (long)LeaveReason.Died));
        if (_options.Faults.RestartNs is not long restart)
            return;
        var next = new WorkerId(worker.Id.Seat, worker.Id.Incarnation + 1);
        _queue.Add(Math.Max(noticed, _queue.Now + restart), new(OccurrenceKind.JoinAsked, new(next, 0, 0)));
    }
}
