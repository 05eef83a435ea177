namespace Distributed.Simulation;

/// <summary>
/// Policies that are eager: whenever the minimum clock rises, the shards send what changed to every worker that has pulled before, over its link and through
/// their queues, one message a worker at a time. A pull that finds what it needs takes no time.
/// </summary>
internal sealed partial class VirtualRun
{
    // The store's version when the minimum clock rose to each number.
    private readonly List<long> _rises = [0];

    /// <summary>The minimum clock rose.</summary>
    private void Rise(int min)
    {
        if (!_isEager)
            return;
        while (_rises.Count <= min)
            _rises.Add(_store.Version.Index);
        foreach (VirtualWorker worker in _workers)
            SendChanges(worker);
    }

    private void SendChanges(VirtualWorker worker)
    {
        if (worker.Phase == WorkerPhase.Away || worker.Replica is not { IsSubscribed: true, IsComing: false } replica || replica.Version.Index >= _rises[^1])
            return;
        long bytes = Math.Min(_learner.PullBytes, (_store.Applied - replica.Sent) * _learner.PushBytes);
        replica.Send(_store.Parameters, _store.Version, _store.Applied);
        _recorder.BytesPulled += bytes;
        worker.InboundUntil = Math.Max(worker.InboundUntil, _store.Serve(bytes, _queue.Now)) + Nanoseconds.ToSend(bytes, _options.Network.WorkerBytesPerSecond);
        _queue.Add(worker.InboundUntil + _options.Network.LatencyNs, new(OccurrenceKind.ChangesArrived, worker.Attempt));
    }

    private void ChangesArrived(VirtualWorker worker)
    {
        worker.Replica!.Arrive();
        SendChanges(worker);
        if (worker.Phase == WorkerPhase.Pulling && worker.AwaitsChanges)
            ReadReplica(worker);
    }

    /// <summary>A pull of a worker that is sent what changes: it waits for what it needs, if that is still on its way, and asks for nothing.</summary>
    private void ReadReplica(VirtualWorker worker)
    {
        int needed = Math.Clamp(worker.Attempt.Clock - _policy.StalenessMax, 0, _rises.Count - 1);
        EagerReplica replica = worker.Replica!;
        worker.AwaitsChanges = replica.Version.Index < _rises[needed];
        if (worker.AwaitsChanges)
            return;
        replica.Read(_store.PullInto(worker));
        (worker.PulledAt, worker.Seen) = (replica.Version, replica.Seen);
        _queue.Add(_queue.Now, new(OccurrenceKind.PullDone, worker.Attempt));
    }
}
