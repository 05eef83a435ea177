using ParameterStore;

namespace Distributed.Simulation;

/// <summary>One run of a virtual cluster, in one thread: what is due next happens, until the policy has stopped the job.</summary>
internal sealed partial class VirtualRun
{
    private readonly SimulationOptions _options;
    private readonly IGradientLearner _learner;
    private readonly Draws _draws;
    private readonly EventQueue _queue = new();
    private readonly RunRecorder _recorder;
    private readonly LossTracker _losses;
    private readonly VirtualStore _store;
    private readonly PolicyHost _policy;
    private readonly VirtualWorker[] _workers;
    private readonly UpdateBuilder _builder;
    private readonly Dictionary<long, long> _timers = [];
    private readonly bool _isEager;
    private readonly bool _carriesPulled;
    private long _armings;
    private StopReason? _stop;
    private bool _isDraining;
    private bool _isStopped;

    internal VirtualRun(SimulationOptions options, ISyncPolicy policy, IProgress<LossPoint>? progress)
    {
        _options = options;
        _learner = options.Workload.LearnerOf(options.Workers);
        _draws = new(options.Seed);
        _recorder = new(options);
        _losses = new(options, _learner, progress);
        Fold fold = options.Update.FoldFor(options, policy.Traits);
        if (!_learner.TakesFolds && !fold.Equals(Fold.Add))
            throw new ArgumentException($"The workload {options.Workload.Name} has tables of its own, which are added to; the update {options.Update} is for the others.", nameof(options));
        _carriesPulled = fold.NeedsPulled;
        _store = new(_learner, fold, options.Network, _recorder);
        _policy = new(policy, _recorder);
        _isEager = policy.Traits.Eager;
        _builder = new(_learner.Size, _learner.RowSize);
        _workers = new VirtualWorker[options.Workers];
    }

    internal SimulationResult Run(CancellationToken cancellation)
    {
        _store.Start();
        _losses.Look(_store, 0);
        for (int seat = 0; seat < _workers.Length; seat++)
        {
            VirtualWorker worker = _workers[seat] = new(new(seat, 0)) { Phase = WorkerPhase.Idle };
            Feed(SyncEvent.Joined(worker.Id, 0));
            _queue.Add(_options.Time.StartNs(_draws, worker.Id), new(OccurrenceKind.Begun, worker.Attempt));
        }

        while (_stop is null)
        {
            cancellation.ThrowIfCancellationRequested();
            GoOn();
        }

        long end = _queue.Now;
        Drain();
        Feed(SyncEvent.StopRequested(_stop.Value));
        if (!_isStopped)
            throw new InvalidOperationException($"{_options.Policy} was asked to stop, and did not.");
        _losses.LookAtEnd(_store, end);
        return _recorder.Result(_losses, _store, end, _policy.LeadMax);
    }

    private void GoOn()
    {
        if (_queue.NextAt > _options.MaxTimeNs)
            _stop = StopReason.Completed;
        else if (_queue.TryTake(out Occurrence next))
            Happen(next);
        else if (_policy.Active == 0)
            _stop = StopReason.Completed;
        else
            throw new InvalidOperationException($"{_options.Policy}: {_policy.Active} workers wait, and nothing is left to happen.");
    }

    // What was recorded before the end reaches the policy before it, so that it stops at the store's version.
    private void Drain()
    {
        _isDraining = true;
        while (_queue.TryTake(out Occurrence next))
            if (next.Kind == OccurrenceKind.Reported)
                Report(next.Event);
    }

    private void Happen(Occurrence next)
    {
        switch (next.Kind)
        {
            case OccurrenceKind.Reported:
                Report(next.Event);
                break;
            case OccurrenceKind.JoinAsked:
                Admit(next.Attempt.Worker);
                break;
            case OccurrenceKind.TimerDue:
                Ring(next);
                break;
            case OccurrenceKind.PushArrived:
                PushArrived(next);
                break;
            case OccurrenceKind.PushServed:
                PushServed(next);
                break;
            case OccurrenceKind.Sealed:
                _store.Seal(next.Attempt.Worker);
                Tell(_workers[next.Attempt.Worker.Seat], SyncEvent.Left(next.Attempt.Worker, (LeaveReason)next.Id));
                break;
            default:
                VirtualWorker worker = _workers[next.Attempt.Worker.Seat];
                if (worker.Id == next.Attempt.Worker && worker.Phase != WorkerPhase.Away)
                    Happen(worker, next);
                break;
        }
    }

    /// <summary>An event is on its way to the policy. Events of a worker arrive in their order.</summary>
    private void Tell(VirtualWorker worker, SyncEvent e)
    {
        worker.EventsUntil = Math.Max(worker.EventsUntil, _queue.Now + Delay(worker, _options.Network.EventDelayNs, DrawPurpose.EventDelay));
        _queue.Add(worker.EventsUntil, new(OccurrenceKind.Reported, Event: e));
    }

    private long Delay(VirtualWorker worker, long mean, DrawPurpose purpose) => mean == 0
        ? 0
        : Nanoseconds.From(mean * (0.5 + Draws.Unit(_draws.Stream(worker.Id, 0, purpose), worker.Messages++)));
}
