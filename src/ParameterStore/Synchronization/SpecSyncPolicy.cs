using System.Buffers;

namespace ParameterStore;

/// <summary>
/// Speculative synchronization over asynchronous or stale synchronous parallel (Zhang et al., "Stay fresh: speculative synchronization for fast
/// distributed machine learning", ICDCS 2018, Algorithm 2): a while after a worker's pull it looks how many others have pushed since, and if they are more
/// than an abort costs, the worker pulls again and redoes the same blocks. At most once a clock.
/// </summary>
/// <remarks>
/// The watch begins at the pull's end, where the paper begins it at the notification of the push before: so it counts exactly the pushes that the
/// worker missed. Without a time to watch for, or alone, its decisions are those of the policy below.
/// </remarks>
internal sealed class SpecSyncPolicy(SpecSyncOptions options) : ISyncPolicy
{
    private const int Tag = 'S' | ('P' << 8) | ('S' << 16) | ('1' << 24);
    private const long Unwatched = -1;

    private readonly int _staleness = options.Staleness ?? int.MaxValue;
    private BoundedStalenessPolicy _inner = new(options.Staleness ?? int.MaxValue);
    private AbortTuner? _tuner = options.AbortTime == 0 ? new(options) : null;

    // Of every seat the number of pushes at the pull that is watched.
    private List<long> _pushesAtPull = [];

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.AtLeast, Aborts: true, Weights: false, _staleness);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        if (e.Kind == SyncEventKind.Aborted)
            _inner.Redo(e.Attempt, decisions);
        else
            _inner.On(e, decisions);
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                while (_pushesAtPull.Count <= e.Worker.Seat)
                    _pushesAtPull.Add(Unwatched);
                _tuner?.Joined(e.Worker.Seat);
                break;
            case SyncEventKind.Left:
                Unwatch(_inner.Gate.AttemptOf(e.Worker.Seat), decisions);
                _tuner?.Left(e.Worker.Seat);
                break;
            case SyncEventKind.Pulled:
                Watch(e.Attempt, e.Now, decisions);
                break;
            case SyncEventKind.Pushed:
                Unwatch(e.Attempt, decisions);
                _tuner?.Pushed(e.Worker.Seat, e.Now, _inner.Gate);
                break;
            case SyncEventKind.Timer:
                Look(SeatTimer.AttemptOf(e.Id), decisions);
                break;
            case SyncEventKind.StopRequested:
                for (int seat = 0; seat < _pushesAtPull.Count; seat++)
                    Unwatch(_inner.Gate.AttemptOf(seat), decisions);
                break;
        }
    }

    private void Watch(AttemptId attempt, long now, ICollection<SyncDecision> decisions)
    {
        long time = _tuner?.AbortTime ?? options.AbortTime;
        if (attempt.Try > 0 || time == 0 || _inner.Gate.Workers < 2 || _inner.Gate.IsStopped)
            return;
        _pushesAtPull[attempt.Worker.Seat] = _inner.Commits;
        decisions.Add(SyncDecision.ArmTimer(SeatTimer.IdOf(attempt), now + time));
    }

    private void Unwatch(AttemptId attempt, ICollection<SyncDecision> decisions)
    {
        if (_pushesAtPull[attempt.Worker.Seat] == Unwatched)
            return;
        _pushesAtPull[attempt.Worker.Seat] = Unwatched;
        decisions.Add(SyncDecision.CancelTimer(SeatTimer.IdOf(attempt)));
    }

    // A timer may ring though it was cancelled just before.
    private void Look(AttemptId attempt, ICollection<SyncDecision> decisions)
    {
        int seat = attempt.Worker.Seat;
        if ((uint)seat >= (uint)_pushesAtPull.Count || _pushesAtPull[seat] == Unwatched || _inner.Gate.AttemptOf(seat) != attempt)
            return;
        long pushes = _inner.Commits - _pushesAtPull[seat];
        _pushesAtPull[seat] = Unwatched;
        int workers = _inner.Gate.Workers;
        double cost = _tuner?.CostOfAbort(workers) ?? (options.AbortRate!.Value * workers);
        if (workers > 1 && pushes > cost)
            decisions.Add(SyncDecision.Abort(attempt, AbortKind.RedoBlock));
    }

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(options.ToString());
        writer.Write(_inner.Save);
        foreach (long pushes in _pushesAtPull)
            writer.Write(pushes);
        _tuner?.Save(writer);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        string text = reader.ReadString("options");
        StateReader.Check(text == options.ToString(), $"the options are '{text}' instead of '{options}'");
        var inner = new BoundedStalenessPolicy(_staleness);
        inner.Load(reader.ReadBytes("gate"));
        var pushesAtPull = new List<long>();
        for (int seat = 0; seat < inner.Gate.Seats; seat++)
        {
            long pushes = reader.ReadInt64("pushes at the pull", Unwatched);
            StateReader.Check(pushes <= inner.Commits, "a pull has seen more pushes than there are");
            StateReader.Check(pushes == Unwatched || (inner.Gate.IsRunning(seat) && inner.Gate.AttemptOf(seat).Try == 0 && !inner.Gate.IsStopped), "a worker is watched that is not at a first try");
            pushesAtPull.Add(pushes);
        }

        AbortTuner? tuner = _tuner is null ? null : AbortTuner.Load(options, inner.Gate, ref reader);
        reader.End();
        (_inner, _pushesAtPull, _tuner) = (inner, pushesAtPull, tuner);
    }
}
