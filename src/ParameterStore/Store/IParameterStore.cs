namespace ParameterStore;

/// <summary>
/// Tables of parameters under one total order of commits. A push is staged (invisible), then committed (in one atomic step with
/// others, if so asked), applied exactly once. Safe for concurrent use.
/// </summary>
public interface IParameterStore : IAsyncDisposable
{
    /// <summary>What the store can do.</summary>
    StoreTraits Traits { get; }

    /// <summary>How many tables this store has. Their ids have the indices 0 … Tables − 1.</summary>
    int Tables { get; }

    /// <summary>Creates a table, or finds it if it is there. Idempotent.</summary>
    /// <exception cref="TableMismatchException">A table of that name with another spec is there; the message shows both.</exception>
    ValueTask<TableId> CreateTableAsync(TableSpec spec, CancellationToken cancellationToken);

    /// <summary>The spec of a table.</summary>
    /// <exception cref="ArgumentException">The store has no such table.</exception>
    TableSpec SpecOf(TableId table);

    /// <summary>
    /// Makes a push durable and invisible. Idempotent per attempt. The push is lent to the store until its attempt is committed or discarded.
    /// A try of a clock replaces an earlier, uncommitted try of that clock; a clock that is committed already takes no other.
    /// </summary>
    /// <returns>False: the worker is sealed, nothing is stored. A commit of the attempt would be <see cref="CommitOutcome.Fenced"/>.</returns>
    /// <exception cref="InvalidUpdateException">
    /// An update is NaN or infinite, or outside its table, or to a row that none of the push's blocks owns; table and row are named, nothing is stored.
    /// </exception>
    ValueTask<bool> StageAsync(Push push, CancellationToken cancellationToken);

    /// <summary>Commits staged attempts in the order given, as one atomic step: all take their place in the order, or none.</summary>
    /// <param name="step">At least one attempt; deltas are scaled by the weights, weight 0 discards.</param>
    /// <param name="fence">The token of the lease under which the step is decided; <see cref="Fence.None"/> for a worker's own push.</param>
    /// <param name="cancellationToken">Cancels the call before it took effect.</param>
    /// <remarks>
    /// A worker's clocks only rise: one whose blocks were skipped is never committed. A new incarnation may start at any clock. A clock of the
    /// incarnation that was committed before is <see cref="CommitOutcome.AlreadyApplied"/>, whatever its try.
    /// </remarks>
    /// <exception cref="ArgumentException">The step is empty, or a weight is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">An attempt was never staged, or only a part of the step was committed before; nothing changed.</exception>
    ValueTask<CommitResult> CommitAsync(ReadOnlyMemory<Commit> step, Fence fence, CancellationToken cancellationToken);

    /// <summary>
    /// Writes owned rows that their worker held back under <see cref="OwnedDurability.EveryClocks"/>, at once and without a new version: what they
    /// hold belongs to clocks that are part of the version already. For the end of a job, when no other attempt writes the rows.
    /// </summary>
    /// <param name="rows">Names the worker by its attempt, and blocks whose example shards own the rows. Lent during the call only.</param>
    /// <param name="cancellationToken">Cancels the call before it took effect.</param>
    /// <returns>False: the worker is sealed, nothing is written.</returns>
    /// <exception cref="InvalidUpdateException">As for <see cref="StageAsync"/>; and if a table is shared.</exception>
    ValueTask<bool> WriteBackAsync(Push rows, CancellationToken cancellationToken);

    /// <summary>Seals a worker: whatever it still stages or commits is refused. What it staged and did not commit is dropped. Idempotent.</summary>
    ValueTask SealAsync(WorkerId worker, CancellationToken cancellationToken);

    /// <summary>Brings rows of a replica to one version; only what changed since the replica's rows is moved, but for shared rows of one value, which all are.</summary>
    /// <returns>The version that every row in <paramref name="rows"/> is at now.</returns>
    /// <exception cref="ArgumentException">A row lies outside its table, or the table is not there.</exception>
    /// <exception cref="VersionUnavailableException">The bound names a version that the store has not reached, or (Exactly) has passed.</exception>
    ValueTask<StoreVersion> PullAsync(Replica into, RowSet rows, PullBound bound, CancellationToken cancellationToken);

    /// <summary>Writes all committed state: tables, version, seats' clocks and sealed incarnations. Staged pushes are not part of it.</summary>
    ValueTask SnapshotAsync(Stream destination, CancellationToken cancellationToken);

    /// <summary>Replaces all state by a snapshot's. The store must hold no tables yet, or tables equal to the snapshot's.</summary>
    /// <exception cref="InvalidDataException">The stream is no snapshot, is cut short, or was altered; the store is unchanged.</exception>
    /// <exception cref="TableMismatchException">The store holds other tables than the snapshot; the store is unchanged.</exception>
    ValueTask RestoreAsync(Stream source, CancellationToken cancellationToken);
}
