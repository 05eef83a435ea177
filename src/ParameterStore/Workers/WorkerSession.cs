namespace ParameterStore;

/// <summary>
/// One worker's view of a job: it waits at the gate, reads rows, changes its working copy in place, and pushes the difference.
/// For one worker at a time; not safe for concurrent use.
/// </summary>
/// <remarks>Memory: two copies of the shared rows (working, pulled) and one of the owned rows.</remarks>
public sealed class WorkerSession
{
    /// <summary>Makes the view of a worker that has joined.</summary>
    public WorkerSession(IJobHost host, WorkerId worker)
    {
        Host = host;
        Worker = worker;
    }

    /// <summary>The job's host.</summary>
    public IJobHost Host { get; }

    /// <summary>Who this is.</summary>
    public WorkerId Worker { get; }

    /// <summary>The clock that is being done, or, between clocks, the next one.</summary>
    public int Clock => throw new NotSupportedException();

    /// <summary>The version that the current clock's rows are at.</summary>
    public StoreVersion Version => throw new NotSupportedException();

    /// <summary>The version at which the job stopped; null while there is work.</summary>
    public StoreVersion? StoppedAt => throw new NotSupportedException();

    /// <summary>The blocks of the current clock.</summary>
    public ReadOnlySpan<BlockId> Blocks => throw new NotSupportedException();

    /// <summary>The factor that the policy puts on the learner's step size in this clock.</summary>
    public float StepScale => throw new NotSupportedException();

    /// <summary>Bytes of parameters that this session's pulls moved so far.</summary>
    public long BytesPulled => throw new NotSupportedException();

    /// <summary>Bytes of updates that this session's pushes carried so far.</summary>
    public long BytesPushed => throw new NotSupportedException();

    /// <summary>Whether the policy wants the current attempt given up. Ask between pieces of work.</summary>
    public bool IsAborted => throw new NotSupportedException();

    /// <summary>
    /// Waits at the gate, then pulls. <paramref name="rowsOf"/> names the rows that the granted blocks need; it is called once, with the blocks.
    /// </summary>
    /// <returns>False: there is no more work; see <see cref="StoppedAt"/>.</returns>
    public ValueTask<bool> BeginClockAsync(Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The working copy of a table, to change in place.</summary>
    public RowView Open(TableId table) => throw new NotSupportedException();

    /// <summary>Reads one row (SSPTable).</summary>
    public ReadOnlySpan<float> ReadRow(TableId table, int row, int staleness) => throw new NotSupportedException();

    /// <summary>Adds to one value of the working copy (SSPTable).</summary>
    public void Increment(TableId table, int row, int column, float value) => throw new NotSupportedException();

    /// <summary>Reads a row that the clock did not name: input and output, never a wait for another worker.</summary>
    public ValueTask<ReadOnlyMemory<float>> ReadRowAsync(TableId table, int row, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Ends the clock: pushes what changed.</summary>
    public ValueTask<CommitOutcome> ClockAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Gives the current attempt up, as the policy asked.</summary>
    public ValueTask AbortAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
