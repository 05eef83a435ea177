using System.Buffers;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// The state of a job, or of a store without one, as it follows from the log: the same in every process at the same cursor, to the bit.
/// A pure state machine: no thread, clock, randomness, I/O or lock. Time is the records'.
/// </summary>
internal sealed partial class JobReplica
{
    /// <summary>How many records lie between two states that are hashed, and may be saved as snapshots.</summary>
    internal const int SnapshotInterval = 1024;

    private readonly JobManifest? _manifest;
    private readonly int _snapshotInterval;
    private readonly SavedStates _saved = new();
    private State _state;

    /// <param name="manifest">What the job is; null: a store without a job (<see cref="StepWanted"/> and the like instead of seats and policy).</param>
    /// <param name="snapshotInterval">How many records lie between two saved states; equal in all processes.</param>
    internal JobReplica(JobManifest? manifest, int snapshotInterval = SnapshotInterval)
    {
        _manifest = manifest;
        _snapshotInterval = snapshotInterval;
        _state = new(manifest);
    }

    /// <summary>How many records it has taken: the index of the next one.</summary>
    internal long Cursor => _state.Cursor;

    /// <summary>The chain at the cursor.</summary>
    internal string Chain => _state.Chain;

    /// <summary>The last record's time, server's microseconds.</summary>
    internal long Time => _state.Time;

    /// <summary>The newest committed version.</summary>
    internal StoreVersion Version => _state.History.Version;

    /// <summary>The specs of the tables, in the order of their ids.</summary>
    internal IReadOnlyList<TableWanted> Tables => _state.Tables;

    /// <summary>The processes, dead ones too, in the order of their first records.</summary>
    internal IReadOnlyList<Member> Members => _state.Members.Members;

    /// <summary>The last base; null before the first.</summary>
    internal BaseRef? Base => _state.History.Base;

    /// <summary>The base before <see cref="Base"/>, for who still reads it.</summary>
    internal BaseRef? PreviousBase => _state.History.PreviousBase;

    /// <summary>Committed updates after the base, in order: what is to be folded.</summary>
    internal IReadOnlyList<CommittedUpdate> Updates => _state.History.Updates;

    /// <summary>Shared parts of updates that <see cref="Base"/> covers, but <see cref="PreviousBase"/> does not.</summary>
    internal IReadOnlyList<UpdateRef> Covered => _state.History.Covered;

    /// <summary>Bytes of <see cref="Updates"/> in the parameter shards.</summary>
    internal long UncompactedBytes => _state.History.UncompactedBytes;

    /// <summary>Where an example shard's newest rows lie (the last of <see cref="OwnedPieces"/>); null if none were written yet.</summary>
    internal OwnedPlace? OwnedRows(int shard) => _state.Owned.Of(shard);

    /// <summary>All places of an example shard's rows: put in place in this order, they are the newest. Several where updates wrote a part of them.</summary>
    internal IReadOnlyList<OwnedPlace> OwnedPieces(int shard) => _state.Owned.AllOf(shard);

    /// <summary>The places of all owned rows, in the order of their example shards.</summary>
    internal IReadOnlyCollection<OwnedPlace> AllOwned => _state.Owned.All;

    /// <summary>
    /// Blobs that no reader of the state from now on needs: covered or replaced updates, discarded ones, what was staged for attempts that are
    /// refused. Taken by the coordinator, which unlinks them; part of the state, so that a successor goes on. Oldest first.
    /// </summary>
    internal IReadOnlyList<UpdateRef> Garbage => _state.History.Garbage;

    /// <summary>
    /// Bases that no reader needs any more, oldest first: all but the last two. The coordinator unlinks their blobs and says so by
    /// <see cref="GarbageRemoved"/>.
    /// </summary>
    internal IReadOnlyList<BaseRef> OldBases => _state.History.OldBases;

    /// <summary>Set: another process saved another state at a cursor that this one passed; what it says is for the user.</summary>
    internal string? Diverged => _saved.Diverged;

    /// <summary>
    /// The state as it was at the last cursor that is a multiple of <see cref="SnapshotInterval"/>; null before the first. Snapshots are of such states
    /// only, so that every process can compare.
    /// </summary>
    internal SavedState? LastSaved => _saved.Last;

    /// <summary>Whether <see cref="LastSaved"/> is newer than the last snapshot that the log announced.</summary>
    internal bool IsSnapshotDue => LastSaved is { } saved && saved.Cursor > (Snapshot?.Cursor ?? 0);

    /// <summary>
    /// What each process posted under a name, in the order of their first records, when all that the job starts with had; empty while they have not.
    /// </summary>
    internal IReadOnlyList<(int Member, Posted Posted)> Exchanged(string name) => _state.Posts.Exchanged(name);

    /// <summary>What was posted under a name, by member.</summary>
    internal IReadOnlyDictionary<int, Posted> PostedUnder(string name) => _state.Posts.Under(name);

    /// <summary>Whether a process takes part: it entered, and neither left nor was buried.</summary>
    internal bool IsLive(int member) => _state.Members.IsLive(member);

    /// <summary>What was posted last under a name, by whichever member; null if nothing was.</summary>
    internal (int Member, Posted Posted)? LastPosted(string name) => _state.Posts.Last(name);

    /// <summary>All that was posted, with who posted it.</summary>
    internal IReadOnlyList<(int Member, Posted Posted)> AllPosted => [.. _state.Posts.All];

    /// <summary>Updates that are staged and wait for the policy's decision.</summary>
    internal IReadOnlyList<UpdateRef> Staged => _state.Job is { } job ? [.. job.Staged] : [];

    /// <summary>The snapshot that the log announced last: where it lies; null before the first.</summary>
    internal (long Cursor, int Member, int Bytes)? Snapshot => _state.Snapshot;

    /// <summary>Timers that the policy wants, in the order of their times.</summary>
    internal IReadOnlyList<ArmedTimer> Timers => _state.Job?.Timers ?? [];

    /// <summary>Measures that the policy wants and that nobody has taken; they are for the lowest live seat.</summary>
    internal IReadOnlyList<long> MeasuresWanted => _state.Job?.MeasuresWanted ?? [];

    /// <summary>The validation loss after an epoch: the first that was told; null if none was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The job has no such epoch.</exception>
    internal double? MeasureOf(int epoch) => _state.Job?.Measures[epoch];

    /// <summary>The clock that a seat was let through to and has not ended; false while it waits or is not in the job. Stop: for every seat once the job stopped.</summary>
    /// <param name="worker">Who.</param>
    /// <param name="grant">Its memory is the caller's.</param>
    /// <param name="notBefore">When it may begin: server's microseconds.</param>
    internal bool TryGetGrant(WorkerId worker, out Grant grant, out long notBefore)
    {
        (grant, notBefore) = (default, 0);
        return _state.Job is { } job && job.TryGetGrant(worker, out grant, out notBefore);
    }

    /// <summary>Whether the worker is in the job: it joined, and neither left nor was buried.</summary>
    internal bool Has(WorkerId worker) => _state.Job?.Has(worker) ?? false;

    /// <summary>Whether an attempt is to be given up, or can only be refused.</summary>
    internal bool IsAborted(AttemptId attempt) => _state.Job?.IsAborted(attempt) ?? false;

    /// <summary>Whether whatever the worker sends is refused: it is sealed, or a later life of its seat has committed (a store without a job).</summary>
    internal bool Refuses(WorkerId worker) => _state.Store?.Refuses(worker) ?? false;

    /// <summary>The highest fencing token of a commit step (a store without a job).</summary>
    internal long NewestToken => _state.Store?.NewestToken ?? 0;

    /// <summary>What the store remembers of its seats, in order (a store without a job).</summary>
    internal SeatRecord[] SaveSeats() => _state.Store?.Seats ?? [];

    /// <summary>Whether nothing new begins: a stop was asked for, or the job failed.</summary>
    internal bool IsEnding => _state.Job?.End.IsNear ?? false;

    /// <summary>The version of the model; null while the job runs.</summary>
    internal StoreVersion? StoppedAt => _state.Job?.End.StoppedAt;

    /// <summary>Why the job failed; null if it did not.</summary>
    internal string? Failure => _state.Job?.End.Failed;

    /// <summary>Whether all workers that the job starts with have been there at one time.</summary>
    internal bool HasGathered => _state.Job?.HasGathered ?? false;

    /// <summary>Epochs whose blocks have all ended.</summary>
    internal int EpochsDone => _state.Job?.Blocks.EpochsDone ?? 0;

    /// <summary>The sum over the committed blocks of an epoch that is done, in the order of shards and indices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is not done.</exception>
    internal BlockLoss LossOf(int epoch) => _state.Job?.Blocks.LossOf(epoch) ?? default;

    /// <summary>Counts.</summary>
    internal JobStatistics Statistics => _state.Job?.Statistics ?? new();

    /// <summary>Takes the next record.</summary>
    /// <param name="record">Its index is <see cref="Cursor"/>.</param>
    /// <param name="results">Receives one for each entry.</param>
    /// <exception cref="InvalidOperationException">It is not the next record: our bug. An entry never throws; what is wrong with it is in its result, and the state is as if it were not there.</exception>
    internal void Apply(LogRecord record, List<EntryResult> results)
    {
        if (record.Index != Cursor)
            throw new InvalidOperationException($"Record {record.Index} came, but {Cursor} is next.");
        _state.Begin(record);
        foreach (LogEntry entry in record.Entries)
        {
            EntryResult result = Take(entry, record);
            results.Add(result with { Version = Version });
        }

        _state.End(record);
        if (Cursor % _snapshotInterval == 0)
            _saved.Remember(Cursor, Save);
    }

    /// <summary>Writes the state, canonically: equal states give equal bytes.</summary>
    internal void Save(IBufferWriter<byte> to) => _state.Save(to);

    /// <summary>Replaces the state by a saved one.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Save"/> writes for this manifest; the state is as it was.</exception>
    internal void Load(ReadOnlySpan<byte> from)
    {
        var state = new State(_manifest);
        state.Load(from);
        _state = state;
        _saved.Clear();
        if (Cursor > 0 && Cursor % _snapshotInterval == 0)
            _saved.Remember(Cursor, from);
    }
}
