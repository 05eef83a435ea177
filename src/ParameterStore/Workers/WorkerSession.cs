namespace ParameterStore;

/// <summary>
/// One worker's view of a job: it waits at the gate, reads rows, changes its working copy in place, and pushes the difference.
/// For one worker at a time; not safe for concurrent use.
/// </summary>
/// <remarks>
/// Memory: two copies of the shared rows (working, pulled) and one of the owned rows. A worker's push is lent from these: a host lets a
/// worker go on only once the push is committed or discarded, or copied.
/// </remarks>
public sealed class WorkerSession
{
    private readonly SyncTraits _traits;
    private readonly WorkingCopy _copy;
    private readonly Push _push = new();
    private BlockLoss[] _losses = [];
    private int _recorded;
    private Grant _grant;
    private bool _isRunning;

    /// <summary>Makes the view of a worker that has joined.</summary>
    public WorkerSession(IJobHost host, WorkerId worker)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host;
        Worker = worker;
        _traits = host.Manifest.Policy.Create().Traits;
        _copy = new(host.Store, host.Manifest, _traits);
    }

    /// <summary>The job's host.</summary>
    public IJobHost Host { get; }

    /// <summary>Who this is.</summary>
    public WorkerId Worker { get; }

    /// <summary>The clock that is being done, or, between clocks, the next one.</summary>
    public int Clock { get; private set; }

    /// <summary>The version that the current clock's rows are at; between clocks, the last clock's.</summary>
    public StoreVersion Version { get; private set; }

    /// <summary>The version at which the job stopped; null while there is work.</summary>
    public StoreVersion? StoppedAt { get; private set; }

    /// <summary>The blocks of the current clock; between clocks, of the last one.</summary>
    public ReadOnlySpan<BlockId> Blocks => _grant.Blocks.Span;

    /// <summary>The factor that the policy puts on the learner's step size in this clock.</summary>
    public float StepScale => _grant.StepScale;

    /// <summary>Bytes of parameters that this session's pulls moved so far.</summary>
    public long BytesPulled => _copy.BytesPulled;

    /// <summary>Bytes of updates that this session's pushes carried so far.</summary>
    public long BytesPushed => _copy.BytesPushed;

    /// <summary>Whether the policy wants the current attempt given up. Ask between pieces of work.</summary>
    public bool IsAborted => _isRunning && Host.IsAborted(_grant.Attempt);

    /// <summary>
    /// Waits at the gate, then pulls. <paramref name="rowsOf"/> names the shared rows that the granted blocks need; it is called once a
    /// grant, with the blocks. The rows that the blocks' example shards own come by themselves.
    /// </summary>
    /// <returns>False: there is no more work; see <see cref="StoppedAt"/>.</returns>
    /// <exception cref="ArgumentException">The rows are not in their tables, or are owned.</exception>
    public async ValueTask<bool> BeginClockAsync(Func<ReadOnlyMemory<BlockId>, RowSet> rowsOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rowsOf);
        if (_isRunning)
            throw new InvalidOperationException($"Clock {Clock} is still being done; end it with {nameof(ClockAsync)} or {nameof(AbortAsync)} first.");
        if (StoppedAt is not null)
            return false;
        do
        {
            _grant = await Host.ReadyAsync(Worker, cancellationToken).ConfigureAwait(false);
            if (_grant.StopAt is { } stop)
            {
                await WriteLateRowsAsync(cancellationToken).ConfigureAwait(false);
                StoppedAt = stop;
                return false;
            }

            Clock = _grant.Attempt.Clock;
        }
        while (!await TryPullAsync(rowsOf(_grant.Blocks), cancellationToken).ConfigureAwait(false));
        Host.Pulled(_grant.Attempt, Version);
        ForgetLosses();
        _isRunning = true;
        return true;
    }

    private void ForgetLosses()
    {
        if (_losses.Length < Blocks.Length)
            _losses = new BlockLoss[Blocks.Length];
        _losses.AsSpan().Clear();
        _recorded = 0;
    }

    /// <summary>False: the grant was overtaken by the job's stop, which moved the store past the version that was granted; the host is to be asked again.</summary>
    private async ValueTask<bool> TryPullAsync(RowSet rows, CancellationToken cancellationToken)
    {
        try
        {
            Version = await _copy.PullAsync(rows, _grant, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (VersionUnavailableException) when (Host.IsAborted(_grant.Attempt))
        {
            await Host.AbortedAsync(_grant.Attempt, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>The working copy of a table, to change in place.</summary>
    /// <exception cref="ArgumentException">The store has no such table.</exception>
    public RowView Open(TableId table)
    {
        RequireRunning();
        WorkingTable working = _copy.Table(table);
        return new(working.Values, working.Spec.Columns);
    }

    /// <summary>Reads one row (SSPTable).</summary>
    /// <param name="table">Which table.</param>
    /// <param name="row">One of the rows that the clock named, or owns.</param>
    /// <param name="staleness">How many clocks of other workers the row may miss. All waiting is done at the gate, so it may not be tighter than the policy's.</param>
    /// <exception cref="ArgumentException">The staleness is tighter than the policy's, or the row is not the clock's.</exception>
    public ReadOnlySpan<float> ReadRow(TableId table, int row, int staleness)
    {
        RequireRunning();
        if (staleness < _traits.StalenessMax)
            throw new ArgumentException(
                $"The read allows a staleness of {staleness}, but the job's policy ({Host.Manifest.Policy}) lets workers be {_traits.StalenessMax} clocks ahead. "
                + "Waiting here could deadlock with workers that wait at the gate; give the job the tighter policy.", nameof(staleness));
        WorkingTable working = RequireRow(table, row);
        return working.Values.AsSpan(row * working.Spec.Columns, working.Spec.Columns);
    }

    /// <summary>Adds to one value of the working copy (SSPTable). Pushed with the clock.</summary>
    /// <exception cref="ArgumentException">The row is not the clock's, or the table has no such column.</exception>
    public void Increment(TableId table, int row, int column, float value)
    {
        RequireRunning();
        WorkingTable working = RequireRow(table, row);
        if ((uint)column >= (uint)working.Spec.Columns)
            throw new ArgumentOutOfRangeException(nameof(column), column, $"Table {working.Spec} has no column {column}.");
        working.Values[(row * working.Spec.Columns) + column] += value;
    }

    /// <summary>
    /// Reads any row: input and output, never a wait for another worker. A row that the clock did not name is read at
    /// <see cref="Version"/> or a later version, and changes to it are not pushed.
    /// </summary>
    /// <returns>The row in the working copy. Valid until the clock ends.</returns>
    public async ValueTask<ReadOnlyMemory<float>> ReadRowAsync(TableId table, int row, CancellationToken cancellationToken)
    {
        RequireRunning();
        WorkingTable working = _copy.Table(table);
        if (!working.Has(row))
            await _copy.PullRowAsync(table, row, PullBound.AtLeast(Version.Index), cancellationToken).ConfigureAwait(false);
        return working.Values.AsMemory(row * working.Spec.Columns, working.Spec.Columns);
    }

    /// <summary>Says what the work on a block of the clock summed up; it rides with the push. What was said of the block before is replaced.</summary>
    /// <exception cref="ArgumentException">The block is not one of the clock's.</exception>
    public void Record(BlockId block, BlockLoss loss)
    {
        RequireRunning();

        // Blocks are mostly done in their order.
        int at = _recorded < Blocks.Length && Blocks[_recorded] == block ? _recorded : Blocks.IndexOf(block);
        if (at < 0)
            throw new ArgumentException($"The clock has no {block}.", nameof(block));
        _losses[at] = loss;
        _recorded = at + 1;
    }

    /// <summary>Ends the clock: pushes what changed.</summary>
    /// <returns><see cref="CommitOutcome.Fenced"/>: nothing was accepted, because the job stopped or the worker was given up.</returns>
    /// <exception cref="InvalidUpdateException">The working copy holds a NaN or an infinity; nothing was pushed.</exception>
    public async ValueTask<CommitOutcome> ClockAsync(CancellationToken cancellationToken)
    {
        RequireRunning();
        _isRunning = false;
        _push.Reset(_grant.Attempt, Version);
        AddBlocks();
        _copy.Collect(_push);
        CommitOutcome outcome = await Host.PushAsync(_push, cancellationToken).ConfigureAwait(false);
        _copy.Settle(_push, outcome != CommitOutcome.Fenced);
        if (outcome != CommitOutcome.Fenced)
            Clock++;
        return outcome;
    }

    private void AddBlocks()
    {
        for (int i = 0; i < Blocks.Length; i++)
            _push.Add(Blocks[i], _losses[i]);
    }

    /// <summary>Gives the current attempt up, as the policy asked: what it changed is taken back.</summary>
    public ValueTask AbortAsync(CancellationToken cancellationToken)
    {
        RequireRunning();
        _isRunning = false;
        _copy.Undo();
        return Host.AbortedAsync(_grant.Attempt, cancellationToken);
    }

    /// <summary>Owned rows that clocks changed and that were not due yet go to the store. They belong to the version at which the job stopped.</summary>
    private async ValueTask WriteLateRowsAsync(CancellationToken cancellationToken)
    {
        _push.Reset(new(Worker, Clock, 0), Version);
        if (_copy.CollectUnwritten(_push))
            await Host.Store.WriteBackAsync(_push, cancellationToken).ConfigureAwait(false);
    }

    private WorkingTable RequireRow(TableId table, int row)
    {
        WorkingTable working = _copy.Table(table);
        return working.Has(row)
            ? working
            : throw new ArgumentException($"Row {row} of table '{working.Spec.Name}' is not among the rows that this clock named or owns; name it, or read it with {nameof(ReadRowAsync)}.", nameof(row));
    }

    private void RequireRunning()
    {
        if (!_isRunning)
            throw new InvalidOperationException($"No clock is being done; begin one with {nameof(BeginClockAsync)}.");
    }
}
