using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What this process staged for commits of its own, in a store without a job. Needs the node's lock.</summary>
/// <param name="forget">Told of updates that were staged and never will be committed.</param>
internal sealed class StagedAttempts(Action<UpdateRef> forget)
{
    // One in the steady state; a worker may have several clocks staged.
    private readonly Dictionary<(WorkerId Worker, int Clock), Staged> _staged = [];

    /// <summary>An attempt takes the place of an earlier try of its clock.</summary>
    /// <exception cref="InvalidOperationException">A newer try is staged.</exception>
    internal void Begin(AttemptId attempt)
    {
        if (_staged.TryGetValue((attempt.Worker, attempt.Clock), out Staged older) && older.Try > attempt.Try)
            throw new InvalidOperationException($"{attempt} is staged after {attempt with { Try = older.Try }}; a worker stages its tries in order.");
        Remove(attempt.Worker, attempt.Clock, isCommitted: false);
        _staged[(attempt.Worker, attempt.Clock)] = new(attempt.Try, null, 0);
    }

    /// <summary>An attempt's update lies in the parameter shards.</summary>
    internal void End(Push push, UpdateRef update)
    {
        AttemptId attempt = push.Attempt;
        if (_staged.TryGetValue((attempt.Worker, attempt.Clock), out Staged staged) && staged.Try == attempt.Try)
            _staged[(attempt.Worker, attempt.Clock)] = new(attempt.Try, update, push.PulledAt.Index);
        else
            forget(update);
    }

    /// <summary>Where an attempt's update lies; nowhere if it was never staged, or a newer try took its place.</summary>
    internal StagedCommit Find(in Commit commit) =>
        _staged.TryGetValue((commit.Attempt.Worker, commit.Attempt.Clock), out Staged staged) && staged.Try == commit.Attempt.Try ? new(commit, staged.Update, staged.PulledAt) : new(commit, null);

    /// <summary>The attempt's clock is committed, by this update or by one before.</summary>
    internal void Committed(AttemptId attempt, bool isApplied) => Remove(attempt.Worker, attempt.Clock, isApplied);

    /// <summary>What a worker and lives of the seat before it staged is dropped.</summary>
    internal void Seal(WorkerId worker)
    {
        foreach ((WorkerId staged, int clock) in _staged.Keys.Where(k => k.Worker.Seat == worker.Seat && k.Worker.Incarnation <= worker.Incarnation).ToArray())
            Remove(staged, clock, isCommitted: false);
    }

    internal void Clear()
    {
        foreach ((WorkerId worker, int clock) in _staged.Keys.ToArray())
            Remove(worker, clock, isCommitted: false);
    }

    private void Remove(WorkerId worker, int clock, bool isCommitted)
    {
        if (_staged.Remove((worker, clock), out Staged removed) && removed.Update is { } update && !isCommitted)
            forget(update);
    }

    private readonly record struct Staged(int Try, UpdateRef? Update, long PulledAt);
}
