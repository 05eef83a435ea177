namespace ParameterStore;

/// <summary>
/// One job's host: it owns the policy, tells workers when to go and what to do, and commits what the policy decides.
/// Safe for concurrent use by the seats' workers.
/// </summary>
public interface IJobHost : IAsyncDisposable
{
    /// <summary>What the job is; its workers are those that all processes together start with.</summary>
    JobManifest Manifest { get; }

    /// <summary>How many workers this process brings.</summary>
    int LocalWorkers { get; }

    /// <summary>
    /// Whether this process is the one that does what is done once for all: it holds the lowest live seat or, when no seat is left, held it last.
    /// May become true while a job runs, when another process is lost. Cheap; no lock.
    /// </summary>
    bool IsLead { get; }

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
    /// What the blocks of an epoch summed up, all workers' together: in the order of shards and indices, so that it does not depend on who did what when.
    /// </summary>
    /// <param name="epoch">From 0; one that is done.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is not done.</exception>
    BlockLoss LossOf(int epoch);

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
    /// <exception cref="SeatLostException">The seat was given up by others; the worker may join anew.</exception>
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
    /// <exception cref="SeatLostException">The seat was given up by others; the worker may join anew.</exception>
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

    /// <summary>
    /// All processes learn the validation loss after an epoch. Posted by the lead, for every epoch that is done; NaN if there is none, because the
    /// parameters had moved on. Not told to the policy.
    /// </summary>
    /// <param name="epoch">From 0; one that is done.</param>
    /// <param name="loss">The loss, or NaN.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The loss that counts: the first that was posted for the epoch.</returns>
    ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken);

    /// <summary>The validation loss after an epoch; null while nobody has posted one. Cheap.</summary>
    double? MeasureOf(int epoch);

    /// <summary>
    /// Waits for the validation loss after an epoch. Null: none was posted, and this process is the lead now, so that it has to.
    /// </summary>
    /// <exception cref="JobFailedException">The job failed.</exception>
    ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the job's policy wants a measure and this process is the lead, whose duty it is. Given out again until it is answered, by whoever leads
    /// then: a process that dies owes nothing. No worker waits for it.
    /// </summary>
    /// <exception cref="JobFailedException">The job failed.</exception>
    ValueTask<MeasureWish> MeasureWantedAsync(CancellationToken cancellationToken);

    /// <summary>Tells the policy a measure that it wanted, once: an answer to what was answered already is nothing.</summary>
    /// <param name="id"><see cref="MeasureWish.Id"/>.</param>
    /// <param name="value">The loss; NaN if there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask MeasureTakenAsync(long id, double value, CancellationToken cancellationToken);

    /// <summary>
    /// Lays something down for all processes, under a name; replaces what this or another process laid down there. Nothing at all frees the memory.
    /// Is there before anything that this process says later (<see cref="MeasuredAsync"/>) is heard.
    /// </summary>
    ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Reads what was laid down under a name.</summary>
    /// <exception cref="KeyNotFoundException">Nothing was.</exception>
    ValueTask<ReadOnlyMemory<byte>> ReadPostedAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Every process that the job starts with gives its part under a name and gets all parts, in one order that is the same for all. Waits for all of
    /// them; may be called before any worker joins.
    /// </summary>
    /// <exception cref="JobFailedException">A process did not come in time, or is gone; the message says which.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the job has stopped and every live worker of every process has written the owned rows that it held back: what the store holds now is
    /// the model. To be called when this process's workers have left.
    /// </summary>
    /// <exception cref="JobFailedException">The job failed.</exception>
    ValueTask CompletedAsync(CancellationToken cancellationToken);
}
