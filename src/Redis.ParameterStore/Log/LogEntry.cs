using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Something that happened, as the job's log holds it. Entries say what was asked for; what comes of it (which seat, which outcome, who is
/// released, which version) follows from the log alone, and every process derives it for itself (<see cref="JobReplica"/>).
/// </summary>
internal abstract record LogEntry;

/// <summary>A table is wanted. Result: its id, or that another of this name is there.</summary>
/// <param name="Spec">All parts in a canonical text, the initial values by identity; what two processes must have equal.</param>
internal sealed record TableWanted(string Name, string Spec) : LogEntry;

/// <summary>Attempts are to be committed in one step (a store without a job). Result: <see cref="CommitResult"/>.</summary>
internal sealed record StepWanted(Fence Fence, StagedCommit[] Step) : LogEntry;

/// <summary>One attempt of a <see cref="StepWanted"/>.</summary>
/// <param name="Update">Where its update lies; null for one that was never staged.</param>
/// <param name="PulledAt">The index of the version that it computed from.</param>
internal readonly record struct StagedCommit(Commit Commit, UpdateRef? Update, long PulledAt = 0);

/// <summary>A worker is sealed (a store without a job). Idempotent.</summary>
internal sealed record SealWanted(WorkerId Worker) : LogEntry;

/// <summary>
/// All state is replaced by a snapshot's (a store without a job): another history of commits begins. Refused with
/// <see cref="TableMismatchException"/> if the store has other tables; fenced if <paramref name="Base"/> does not begin the history after the
/// present one.
/// </summary>
/// <param name="NewestToken">The highest fencing token of a commit step.</param>
/// <param name="Seats">What is known of the seats, ascending.</param>
/// <param name="Tables">All tables, in the order of their ids.</param>
/// <param name="Base">The shared rows, and the version.</param>
/// <param name="Owned">The owned rows.</param>
internal sealed record StoreRestored(long NewestToken, SeatRecord[] Seats, TableWanted[] Tables, BaseRef Base, UpdateRef Owned) : LogEntry;

/// <summary>
/// Owned rows that were held back, written without a new version. In a job only after its stop, and only of example shards that the seat
/// held last. Result: <see cref="CommitOutcome.Applied"/> or <see cref="CommitOutcome.Fenced"/>.
/// </summary>
internal sealed record RowsWrittenBack(WorkerId Worker, UpdateRef Update) : LogEntry;

/// <summary>A process takes part from now on.</summary>
/// <param name="Who">Machine and process, for people.</param>
/// <param name="Workers">How many workers it brings.</param>
/// <param name="Home">Which example shards' examples it has: <see cref="JobManifest.Home"/>.</param>
internal sealed record MemberEntered(string Who, int Workers, int Home = 0) : LogEntry;

/// <summary>A reader found an update's blob gone: its pusher stages it again, if it still has it.</summary>
internal sealed record UpdateMissed(int Member, long Number) : LogEntry;

/// <summary>Coordinator: the oldest so many of the replica's garbage are unlinked, and the old bases before a generation.</summary>
internal sealed record GarbageRemoved(int Count, long BasesBefore) : LogEntry;

/// <summary>
/// A thread of the member takes a seat. Result: its <see cref="WorkerId"/>, whose incarnation is at least the one given: higher than those that threads of the
/// process had before a failover lost the records of it, since some may not know yet that they lost them.
/// </summary>
internal sealed record SeatTaken(int IncarnationMin = 0) : LogEntry;

/// <summary>A seat asks for its first clock, or again after a wait that it gave up.</summary>
internal sealed record SeatReady(WorkerId Worker) : LogEntry;

/// <summary>An attempt has read a version.</summary>
internal sealed record AttemptPulled(AttemptId Attempt, StoreVersion Version) : LogEntry;

/// <summary>
/// Attempts whose update is staged on all shards. Where workers commit their own pushes, this is their commit. Each seat is ready for its next
/// clock by it. Result: <see cref="CommitResult"/>, one for all.
/// </summary>
/// <param name="Attempts">One, or several seats' of the member whose updates were summed up (<see cref="ApplyMode.OnPush"/> only).</param>
/// <param name="Update">Where the update lies.</param>
internal sealed record AttemptsPushed(PushedAttempt[] Attempts, UpdateRef Update) : LogEntry;

/// <summary>One of the attempts of a push.</summary>
/// <param name="PulledAt">The version that it computed from.</param>
/// <param name="Losses">What each of its blocks summed up, in the order of the grant.</param>
/// <param name="WaitedNs">How long it waited at the gate for this clock, for the report.</param>
internal readonly record struct PushedAttempt(AttemptId Attempt, StoreVersion PulledAt, BlockLoss[] Losses, long WaitedNs);

/// <summary>An attempt was given up, as the policy asked.</summary>
internal sealed record AttemptAborted(AttemptId Attempt) : LogEntry;

/// <summary>A seat's worker leaves.</summary>
/// <param name="Error">With Died: what ends the job for everybody; null: the others take over.</param>
internal sealed record SeatLeft(WorkerId Worker, LeaveReason Reason, string? Error) : LogEntry;

/// <summary>The job is to end.</summary>
internal sealed record StopWanted(StopReason Reason) : LogEntry;

/// <summary>A measure that the policy, or the training, wanted.</summary>
internal sealed record MeasureTaken(long Id, double Value) : LogEntry;

/// <summary>The validation loss after an epoch, for all processes' reports; the first for an epoch counts.</summary>
/// <param name="Epoch">From 0.</param>
/// <param name="Loss">NaN: it was not measured.</param>
internal sealed record EpochMeasured(int Epoch, double Loss) : LogEntry;

/// <summary>A process leaves for good, all its seats with it. Its own doing; for one that is silent see <see cref="MemberBuried"/>.</summary>
/// <param name="Member">Itself, or an earlier membership of the same process.</param>
internal sealed record MemberLeft(int Member) : LogEntry;

/// <summary>Something for all processes, under a name.</summary>
/// <param name="Number">The member's number for it; its bytes lie under <see cref="KeyNames.Posted"/>.</param>
internal sealed record Posted(string Name, long Number, int Bytes) : LogEntry;

/// <summary>Coordinator: a timer of the policy rang.</summary>
/// <param name="Arming">Which arming of the timer; one that was armed anew or cancelled since is ignored.</param>
internal sealed record TimerRang(long Id, long Arming) : LogEntry;

/// <summary>Coordinator: a process was silent for too long. All its seats died; whatever it still appends is refused.</summary>
internal sealed record MemberBuried(int Member, string Why) : LogEntry;

/// <summary>Coordinator: all shared rows at a version lie in the parameter shards. Updates up to it are not needed any more.</summary>
internal sealed record BaseWritten(BaseRef Base) : LogEntry;

/// <summary>Coordinator: the state after the records before <paramref name="Cursor"/> lies under <see cref="KeyNames.Snapshot"/>.</summary>
/// <param name="Hash">Of the state's bytes; a process that has another at that cursor has diverged.</param>
internal sealed record StateSaved(long Cursor, int Bytes, ulong Hash) : LogEntry;
