namespace ParameterStore.Tests;

/// <summary>
/// A job whose workers take turns by a sequence of choices: any interleaving of joins, pulls, pushes, deaths and cancelled waits, on one
/// thread, so that the same choices always give the same run.
/// </summary>
internal sealed class WalkedJob
{
    private readonly JobWorld _job;
    private readonly JobManifest _manifest;
    private readonly Dictionary<int, Turn> _turns = [];
    private readonly List<StoreVersion> _stoppedAt = [];
    private readonly TimeSpan _moment;
    private int _losses;
    private int _joiners;
    private int _cancels = 3;

    /// <param name="policy">How they wait for one another.</param>
    /// <param name="workers">Who is there from the start.</param>
    /// <param name="shards">Example shards.</param>
    /// <param name="losses">How many may die or resign.</param>
    /// <param name="joiners">How many may join later.</param>
    /// <param name="momentTicks">How much time passes when it does: at any time, and whenever everybody waits. 0: time stands still.</param>
    public WalkedJob(ISyncPolicy policy, int workers, int shards, int losses, int joiners, int momentTicks = 0)
    {
        _job = new(policy, workers, shards, blocks: 3, epochs: 2);
        _manifest = _job.Host.Manifest;
        (_losses, _joiners) = (losses, joiners);
        _moment = TimeSpan.FromTicks(momentTicks);
        for (int i = 0; i < workers; i++)
            _turns[_job.Join().Seat] = Turn.Idle;
    }

    private enum Turn
    {
        Idle,
        Asked,
        Granted,
        Pulled,
        Gone,
    }

    public JobStatistics Statistics => _job.Host.Statistics;

    public IReadOnlyList<(Commit Commit, BlockId[] Blocks)> Committed => _job.Store.Committed;

    /// <summary>Walks until everybody is gone.</summary>
    /// <returns>What went wrong; null if nothing did.</returns>
    public string? Walk(int[] choices)
    {
        for (int step = 0; _turns.Values.Any(t => t != Turn.Gone); step++)
        {
            List<Action> actions = [.. Actions()];
            if (actions.Count == 0 && !WaitsForTime())
                return "everybody waits";
            if (actions.Count == 0)
                continue;
            actions[(int)((uint)(choices.Length == 0 ? step : choices[step % choices.Length] + step) % (uint)actions.Count)]();
        }

        StoreVersion newest = _job.Store.PullAsync(new(), RowSet.Empty, PullBound.Newest, default).Result;
        if (_stoppedAt.Any(v => v != newest))
            return "somebody stopped at another version than the last";
        JobStatistics counts = Statistics;
        if (counts.BlocksCommitted + counts.BlocksSkipped + counts.BlocksDiscarded != (long)_manifest.Shards * _manifest.BlocksPerShard)
            return "not every block has an end";
        return counts.BlocksSkipped == 0 ? ExactlyOnce(Committed, _manifest.Shards, _manifest.BlocksPerShard) : null;
    }

    /// <returns>What is wrong if not every block is named by exactly one commit, or an example shard's blocks are out of order.</returns>
    public static string? ExactlyOnce(IEnumerable<(Commit Commit, BlockId[] Blocks)> committed, int shards, int blocksPerShard)
    {
        foreach (IGrouping<int, BlockId> shard in committed.SelectMany(c => c.Blocks).GroupBy(b => b.Shard))
            if (!shard.Select(b => BlockId.NumberOf(b, blocksPerShard / 2)).SequenceEqual(Enumerable.Range(0, blocksPerShard)))
                return $"example shard {shard.Key} was done as {string.Join(", ", shard)}";
        return committed.SelectMany(c => c.Blocks).DistinctBy(b => b.Shard).Count() == shards ? null : "an example shard was never done";
    }

    private bool WaitsForTime()
    {
        for (int moments = 0; moments < 1_000 && _moment > TimeSpan.Zero; moments++)
        {
            _job.Time.Advance(_moment);
            if (Actions().Any())
                return true;
        }

        return false;
    }

    private IEnumerable<Action> Actions()
    {
        foreach ((int seat, Turn turn) in _turns.ToArray())
            foreach (Action action in ActionsOf(seat, turn))
                yield return action;
        if (_joiners > 0)
            yield return Join;
    }

    private IEnumerable<Action> ActionsOf(int seat, Turn turn)
    {
        bool waits = turn == Turn.Asked && _job.IsWaiting(seat);
        if (turn == Turn.Idle)
            yield return () => Ask(seat);
        if (turn == Turn.Asked && !waits)
            yield return () => TakeGrant(seat);
        if (turn == Turn.Granted)
            yield return () => Do(seat, Turn.Pulled, _job.Pull);
        if (turn == Turn.Pulled)
            yield return () => Do(seat, Turn.Idle, Finish);
        if (waits && _cancels > 0)
            yield return () => CancelWait(seat);

        // One of those that the job began with must stay to finish it.
        if (_losses > 0 && seat > 0 && turn != Turn.Gone && !(turn == Turn.Asked && !waits))
            yield return () => Lose(seat, waits);
    }

    private void Join()
    {
        _joiners--;
        _turns[_job.Join().Seat] = Turn.Idle;
    }

    private void Do(int seat, Turn next, Action<int> action)
    {
        action(seat);
        _turns[seat] = next;
    }

    private void Ask(int seat)
    {
        _job.Ask(seat);
        _turns[seat] = Turn.Asked;
    }

    private void TakeGrant(int seat)
    {
        if (_job.Grant(seat).StopAt is not StoreVersion version)
        {
            _job.Blocks(seat).Should().NotBeEmpty();
            _turns[seat] = Turn.Granted;
            return;
        }

        _stoppedAt.Add(version);
        Do(seat, Turn.Gone, s => _job.Leave(s, LeaveReason.Finished));
    }

    private void Finish(int seat)
    {
        if (_job.Host.IsAborted(_job.Attempt(seat)))
            _job.GiveUp(seat);
        else
            _job.Push(seat).Should().Be(CommitOutcome.Applied);
    }

    private void CancelWait(int seat)
    {
        _cancels--;
        _job.CancelWait(seat);
        _turns[seat] = Turn.Idle;
    }

    private void Lose(int seat, bool waits)
    {
        _losses--;
        Do(seat, Turn.Gone, s => _job.Leave(s, _losses % 2 == 0 ? LeaveReason.Died : LeaveReason.Resigned));
        if (waits)
            FluentActions.Invoking(() => _job.Grant(seat)).Should().Throw<OperationCanceledException>();
    }
}
