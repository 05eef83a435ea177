using ParameterStore;

namespace Distributed.Simulation;

/// <summary>The store of a virtual cluster: parameters, versions, what is staged, and queues at its shards.</summary>
internal sealed class VirtualStore(IGradientLearner learner, Fold fold, NetworkModel network, RunRecorder recorder)
{
    private readonly ParameterCopies _copies = new(learner.Size);
    private readonly TableImage _parameters = new(new("parameters", learner.Size / learner.RowSize, learner.RowSize) { Fold = fold });
    private readonly StepEnds _steps = new(Fold.LagMax);
    private readonly long[] _shardsUntil = new long[network.Shards];
    private readonly Dictionary<AttemptId, InFlightUpdate> _updates = [];
    private readonly Dictionary<WorkerId, int> _lastClock = [];
    private readonly HashSet<WorkerId> _sealed = [];
    private readonly Stack<Update> _free = new();
    private readonly List<Commit> _step = [];

    internal ReadOnlySpan<float> Parameters => _parameters.Values;

    internal StoreVersion Version { get; private set; }

    /// <summary>Commits with a weight over 0.</summary>
    internal long Applied { get; private set; }

    internal void Start() => learner.Start(_parameters.Values);

    internal Update Rent() => _free.TryPop(out Update? update) ? update : new();

    /// <summary>A copy of an update that was not committed yet; null: it was.</summary>
    internal Update? CopyOf(AttemptId attempt) => _updates.TryGetValue(attempt, out InFlightUpdate? update) ? update.Update.Copy() : null;

    internal void Send(AttemptId attempt, InFlightUpdate update) => _updates.Add(attempt, update);

    /// <summary>When all shards have served a request for their part of some bytes.</summary>
    internal long Serve(long bytes, long now)
    {
        long done = now;
        long part = (bytes + network.Shards - 1) / network.Shards;
        foreach (ref long until in _shardsUntil.AsSpan())
        {
            until = Math.Max(until, now) + network.ShardRequestNs + Nanoseconds.ToSend(part, network.ShardBytesPerSecond);
            done = Math.Max(done, until);
        }

        return done;
    }

    /// <summary>Gives the worker the newest parameters.</summary>
    /// <exception cref="InvalidOperationException">They are not what the release allows: a bug in the policy or the cluster.</exception>
    internal void Pull(VirtualWorker worker)
    {
        bool holds = worker.Bound.Mode switch
        {
            PullMode.AtLeast => Version.Index >= worker.Bound.Index,
            PullMode.Exactly => Version.Index == worker.Bound.Index,
            _ => true,
        };
        if (!holds)
            throw new InvalidOperationException($"{worker.Attempt} may pull {worker.Bound}, but the store is at {Version}.");
        Return(worker);
        worker.Copy = _copies.Of(_parameters.Values);
        worker.PulledAt = Version;
        worker.Seen = Applied;
    }

    /// <summary>Gives the worker a copy to fill itself.</summary>
    internal float[] PullInto(VirtualWorker worker)
    {
        Return(worker);
        worker.Copy = _copies.Own();
        return worker.Copy.Values;
    }

    /// <summary>The worker computes no more from what it pulled.</summary>
    internal void Return(VirtualWorker worker)
    {
        if (worker.Copy is { } copy)
            _copies.Return(copy);
        worker.Copy = null;
    }

    /// <summary>From now on the worker is refused.</summary>
    internal void Seal(WorkerId worker) => _sealed.Add(worker);

    /// <summary>Takes a push: commits it, or stages it for the policy's decision.</summary>
    /// <returns>The version that it was computed from; null: the store refused it, because its worker is sealed or it was here before.</returns>
    internal StoreVersion? Push(AttemptId attempt, bool commits)
    {
        bool wasHere = _lastClock.TryGetValue(attempt.Worker, out int last) && attempt.Clock <= last;
        if (wasHere || _sealed.Contains(attempt.Worker))
        {
            if (!wasHere)
                Drop(attempt);
            return null;
        }

        _lastClock[attempt.Worker] = attempt.Clock;
        StoreVersion pulledAt = _updates[attempt].PulledAt;
        if (commits)
        {
            Decide(attempt, 1);
            EndStep();
        }

        return pulledAt;
    }

    /// <summary>The policy decided on a staged push; it counts once its step ends.</summary>
    internal void Decide(AttemptId attempt, float weight) => _step.Add(new(attempt, weight));

    /// <summary>Commits what was decided since the last step.</summary>
    internal void EndStep()
    {
        long before = Applied;
        foreach (Commit commit in _step)
            Commit(commit, before);
        _step.Clear();
        if (Applied > before)
            _steps.Add(Version.Index);
    }

    // All of a step are as stale as the first: they are one change.
    private void Commit(Commit commit, long before)
    {
        InFlightUpdate update = _updates[commit.Attempt];
        Version = Version.After(commit);
        if (commit.Weight != 0)
        {
            _copies.Change();
            if (fold.IsAdditive)
                update.Update.AddTo(_parameters.Values, commit.Weight);
            else
                update.Update.FoldInto(_parameters, commit.Weight, _steps.LagOf(update.PulledAt.Index));
            Applied++;
            recorder.Applied((int)(before - update.Seen));
        }
        else
        {
            recorder.Discarded();
        }

        Drop(commit.Attempt);
    }

    private void Drop(AttemptId attempt)
    {
        if (_updates.Remove(attempt, out InFlightUpdate? update))
            _free.Push(update.Update);
    }
}
