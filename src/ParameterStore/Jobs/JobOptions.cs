namespace ParameterStore;

/// <summary>What every trainer's options have: who works, how they wait for one another, where the parameters live, and how the job is watched and ended.</summary>
public abstract class JobOptions
{
    /// <summary>The most workers that one process may have.</summary>
    public const int WorkersLimit = 1024;

    /// <summary>How many workers (threads) this process brings, 1 … 1,024. Null: one for every processor, or fewer if the data would not keep them busy.</summary>
    public int? Workers { get; set; }

    /// <summary>How workers wait for one another. Default: stale synchronous parallel with 3 clocks.</summary>
    public SyncPolicy Synchronization { get; set; } = SyncPolicy.BoundedStaleness(3);

    /// <summary>Where the job lives. Default: in this process, nothing to install.</summary>
    public JobPlacement Placement { get; set; } = JobPlacement.InProcess;

    /// <summary>Which examples this process reads, in a job of several processes. Default: all.</summary>
    public DataPlacement DataPlacement { get; set; } = DataPlacement.Shared;

    /// <summary>The job's name, for jobs of several processes and for logs. Null: made from the trainer's name.</summary>
    public string? JobId { get; set; }

    /// <summary>
    /// The seed of everything random. Null: the trainer's host decides (an ML.NET trainer takes its <c>MLContext</c>'s); in a job of several processes,
    /// which must have one seed, it follows from <see cref="JobId"/>, so that a job of another name has another seed. One seed gives one model
    /// only for a fixed number of <see cref="Workers"/>, and only with one worker or under <see cref="SyncPolicy.BulkSynchronous"/>: under other
    /// policies, the default one included, the model of several workers also depends on which is faster.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// The file that gets the job's event log once the training has ended, also by an error or a cancellation: all that the policy was told and decided, for <c>mlnet-distributed calibrate</c>
    /// and <c>replay</c>. A later fit of the same job appends its number to the name. In a job of several processes each that gives a file records the job
    /// from where it came in. Null: none. At most a million events; the report warns of a log that was cut.
    /// </summary>
    public string? EventLog { get; set; }

    /// <summary>Ends the training early; see <see cref="OnCancel"/>.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>What a cancelled training does. Default: throws <see cref="OperationCanceledException"/>.</summary>
    public CancelBehavior OnCancel { get; set; } = CancelBehavior.Throw;

    /// <summary>
    /// Told once of every epoch, when all workers have done it. Called by one thread at a time, never under a lock; training waits for it. What it
    /// throws ends the job with a <see cref="JobFailedException"/>.
    /// </summary>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>The number of workers that <see cref="Workers"/> asks for, or one for every processor.</summary>
    public int WorkersOrDefault => Workers ?? Math.Min(WorkersLimit, Environment.ProcessorCount);

    /// <summary>Checks what all trainers share.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do instead.</exception>
    protected void ValidateJob()
    {
        if (Workers is < 1 or > WorkersLimit)
            throw new ArgumentOutOfRangeException(nameof(Workers), Workers, $"Workers is {Workers}, but a process has 1 to {WorkersLimit}; leave it null for one a processor.");
        ArgumentNullException.ThrowIfNull(Synchronization);
        ArgumentNullException.ThrowIfNull(Placement);
        if (!Enum.IsDefined(DataPlacement))
            throw new ArgumentOutOfRangeException(nameof(DataPlacement), DataPlacement, $"DataPlacement is {(int)DataPlacement}; use {nameof(DataPlacement.Shared)} or {nameof(DataPlacement.Local)}.");
        if (!Enum.IsDefined(OnCancel))
            throw new ArgumentOutOfRangeException(nameof(OnCancel), OnCancel, $"OnCancel is {(int)OnCancel}; use {nameof(CancelBehavior.Throw)} or {nameof(CancelBehavior.ReturnModelSoFar)}.");
        if (EventLog is not null && (EventLog.Length == 0 || Directory.Exists(EventLog) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(EventLog)))))
            throw new ArgumentException($"EventLog is '{EventLog}'; give the name of a file in a folder that is there, or leave it null.", nameof(EventLog));
        if (JobId is { Length: 0 })
            throw new ArgumentException("JobId is empty; give the job a name or leave it null.", nameof(JobId));
    }
}
