namespace ParameterStore;

/// <summary>
/// The working copy of an owned table: a replica's copy itself, since nobody else writes the rows. They are fetched when the worker comes to
/// hold their example shard, and written to the store every <paramref name="everyClocks"/> clocks, with the shard's last block, and with the last
/// one before the shard goes to another worker.
/// </summary>
/// <remarks>
/// With 1 the store has what a refused clock has to go back to. With more it does not: the rows stay as they are, a piece of a clock ahead,
/// which is what learners that ask for it tolerate.
/// </remarks>
internal sealed class OwnedTable(TableId id, TableSpec spec, ReplicaTable held, int everyClocks, JobManifest manifest) : WorkingTable(id, spec)
{
    private readonly List<BlockId> _blocks = [];
    private readonly List<int> _holdings = [];
    private readonly List<int> _handsOver = [];
    private readonly RangeList _rows = new();
    private readonly RangeList _due = new();
    private readonly List<BlockId> _unwritten = [];

    internal override float[] Values => held.Values;

    internal override ReadOnlySpan<RowRange> Rows => _rows.Span;

    /// <summary>Takes the rows of the granted blocks' example shards, and no others.</summary>
    /// <returns>The rows to fetch; null in the steady state, when the shards are those of the last clock.</returns>
    internal TableRows? Hold(in Grant grant)
    {
        ReadOnlySpan<BlockId> blocks = grant.Blocks.Span;
        ReadOnlySpan<int> holdings = grant.Holdings.Span;
        TableRows? fetch = IsHeld(blocks, holdings) ? null : Exchange(blocks, holdings);
        _blocks.Clear();
        _blocks.AddRange(blocks);
        _holdings.Clear();
        _holdings.AddRange(holdings);
        _handsOver.Clear();
        _handsOver.AddRange(grant.HandsOver.Span);
        return fetch;
    }

    internal override void Name(TableRows? rows)
    {
        if (rows is not null)
            throw new ArgumentException($"The rows of table {Spec} come with the blocks of their owners; leave the table out of the row set.", nameof(rows));
    }

    internal override void Refresh()
    {
        // The pull went into the working copy itself.
    }

    /// <summary>Adds the rows that are due, as values.</summary>
    internal override int Collect(Push push)
    {
        _due.Clear();
        foreach (BlockId block in push.Blocks)
            if (IsDue(block, push.Attempt.Clock))
                _due.Add(RowsOf(block));
        return AddDue(push);
    }

    internal override void Settle(Push push, bool isAccepted)
    {
        if (!isAccepted)
        {
            Undo();
            return;
        }

        // The blocks are those of all shards held: what was unwritten is written now, or is unwritten still.
        _unwritten.Clear();
        foreach (BlockId block in push.Blocks)
            if (!IsDue(block, push.Attempt.Clock))
                _unwritten.Add(block);
    }

    internal override void Undo()
    {
        _unwritten.Clear();
        if (everyClocks > 1)
            _unwritten.AddRange(_blocks);
        else
            _blocks.Clear();
    }

    /// <summary>Adds all rows that were not written yet to a push, and the blocks that changed them last.</summary>
    internal int CollectUnwritten(Push push)
    {
        _due.Clear();
        foreach (BlockId block in _unwritten)
        {
            _due.Add(RowsOf(block));
            if (!push.Blocks.Contains(block))
                push.Add(block);
        }
        _unwritten.Clear();
        return AddDue(push);
    }

    private int AddDue(Push push)
    {
        _due.Normalize();
        if (_due.Length > 0)
            push.Add(new TablePush(Id, _due.Memory, Values));
        return _due.Rows;
    }

    private TableRows Exchange(ReadOnlySpan<BlockId> blocks, ReadOnlySpan<int> holdings)
    {
        var fetch = new List<RowRange>();
        var kept = new HashSet<int>();
        _rows.Clear();
        for (int i = 0; i < blocks.Length; i++)
        {
            RowRange rows = RowsOf(blocks[i]);
            _rows.Add(rows);
            if (IsHeld(blocks[i].Shard, holdings[i]))
            {
                kept.Add(blocks[i].Shard);
                continue;
            }

            held.MarkStale(rows);
            fetch.Add(rows);
        }

        _rows.Normalize();
        _unwritten.RemoveAll(b => !kept.Contains(b.Shard));
        return TableRows.OfRanges(Id, [.. fetch]);
    }

    private bool IsHeld(int shard, int holding)
    {
        int at = _blocks.FindIndex(b => b.Shard == shard);
        return at >= 0 && _holdings[at] == holding;
    }

    private bool IsHeld(ReadOnlySpan<BlockId> blocks, ReadOnlySpan<int> holdings)
    {
        if (blocks.Length != _blocks.Count || !holdings.SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_holdings)))
            return false;
        for (int i = 0; i < blocks.Length; i++)
            if (blocks[i].Shard != _blocks[i].Shard)
                return false;
        return true;
    }

    private bool IsDue(BlockId block, int clock) =>
        (clock + 1) % everyClocks == 0 || _handsOver.Contains(block.Shard) || BlockId.NumberOf(block, manifest.BlocksPerEpoch) == manifest.BlocksPerShard - 1;

    private RowRange RowsOf(BlockId block) => (uint)block.Shard < (uint)Spec.Sharing.Shards
        ? Spec.Sharing.RowsOf(block.Shard)
        : throw new InvalidOperationException($"The worker was granted {block}, but table {Spec} has only {Spec.Sharing.Shards} owners; a job's owned tables have an owner for every example shard.");
}
