namespace ParameterStore;

/// <summary>
/// One job's host: it owns the policy, tells workers when to go and what to do, and commits what the policy decides.
/// Safe for concurrent use by the seats' workers.
/// </summary>
public interface IJobHost : IAsyncDisposable
{
    /// <summary>What the job is.</summary>
    JobManifest Manifest { get; }

    /// <summary>Where the parameters are.</summary>
    IParameterStore Store { get; }

    /// <summary>What happened so far: counts, waits, staleness.</summary>
    JobStatistics Statistics { get; }

    /// <summary>
    /// How many epochs are done: all of their blocks, and all of the epochs' before, are committed, skipped or discarded. Cheap; no lock.
    /// A release that a step led to comes after this number has risen.
    /// </summary>
    int EpochsDone { get; }

    /// <summary>
    /// Takes a free seat: 0 … Workers − 1 in order first. Nobody is released before all of these have been taken; who joins later takes over a
    /// part of the others' example shards.
    /// </summary>
    /// <exception cref="JobFailedException">The job has failed; the cause is inside.</exception>
    /// <exception cref="InvalidOperationException">The job has as many workers as it can have.</exception>
    ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The seat is ready for its next clock. Completes when the policy releases it, or when the job is over: the only wait for other workers.
    /// A worker that has no block left stands by here, since it may have to take over another's.
    /// </summary>
    /// <remarks>Cancelling gives up the wait, not the place: ask again, or leave.</remarks>
    /// <exception cref="JobFailedException">A worker failed; its error is inside.</exception>
    /// <exception cref="InvalidOperationException">The worker has left, waits already, or has not ended the clock before.</exception>
    ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken);

    /// <summary>The attempt has read a version.</summary>
    void Pulled(AttemptId attempt, StoreVersion version);

    /// <summary>Stages an attempt's push and, where the policy commits on push, commits it.</summary>
    /// <returns>
    /// What became of it; <see cref="CommitOutcome.Applied"/> also for a staged push that waits for the policy's decision.
    /// <see cref="CommitOutcome.Fenced"/>: refused, because the job is stopping or the worker has left.
    /// </returns>
    /// <exception cref="JobFailedException">A worker failed; its error is inside.</exception>
    /// <exception cref="ArgumentException">The push does not name the blocks that were granted.</exception>
    ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the attempt is to be given up at the next cancellation point: the policy wants it, or the job is ending and the work can only be
    /// lost. Cheap; no lock.
    /// </summary>
    bool IsAborted(AttemptId attempt);

    /// <summary>The attempt was given up as the policy asked; its staged part, if any, is dropped.</summary>
    ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken);

    /// <summary>The job is to end at the newest committed version.</summary>
    void RequestStop(StopReason reason);

    /// <summary>A worker leaves. <see cref="LeaveReason.Died"/> with an error ends the job with that error: every waiting worker is woken with it.</summary>
    ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken);
}
