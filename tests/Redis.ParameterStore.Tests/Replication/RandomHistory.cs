using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// A job's log as processes that come, die, repeat themselves and come too late would write it, drawn from a seed. It knows nothing but what the
/// replica tells them.
/// </summary>
internal sealed class RandomHistory
{
    private readonly Random _random;
    private readonly List<(int Member, WorkerId Worker)> _workers = [];
    private readonly List<(int Member, WorkerId Worker)> _gone = [];
    private readonly List<(int Member, PushedAttempt Attempt)> _pushed = [];
    private readonly Dictionary<AttemptId, BlockId[]> _granted = [];
    private readonly Dictionary<BlockId, string> _ends = [];
    private readonly HashSet<AttemptId> _pulled = [];
    private readonly List<AttemptId> _committed = [];
    private readonly List<int> _members = [1];
    private StoreVersion _version;
    private int _nextMember = 2;

    public RandomHistory(SyncPolicy policy, int seed)
    {
        _random = new(seed);
        World = new(new("job", 0, _random.Next(1, 6), 2, _random.Next(1, 4), _random.Next(1, 4), policy, "options"));
        IsOnPush = policy.Create().Traits.Apply == ApplyMode.OnPush;
    }

    public ReplicaWorld World { get; }

    public bool IsOnPush { get; }

    /// <summary>Entries whose result was a refusal, as (record, entry); each is alone in its record.</summary>
    public List<LogRecord> Refused { get; } = [];

    /// <summary>Planted: a clock's blocks are taken for those of the one before.</summary>
    public bool MixesUpGrants { get; set; }

    private JobReplica Replica => World.Replica;

    /// <summary>Goes on until the job has stopped and a little more.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Run(int recordsMax = 2_000)
    {
        while (Replica.StoppedAt is null && World.Log.Count < recordsMax)
            Step();
        if (Replica.Failure is not null)
            return Replica.Failure;
        if (Replica.StoppedAt is null)
            return "it never stopped";
        for (int i = 0; i < 20; i++)
            Step();
        return Replica.Statistics.Stopped == StopReason.Completed ? Ends() : null;
    }

    /// <summary>Every block has an end, and only one.</summary>
    private string? Ends()
    {
        JobManifest job = World.Manifest!;
        int blocks = job.Shards * job.BlocksPerShard;
        if (_ends.Count != blocks)
            return $"{_ends.Count} of {blocks} blocks have an end";
        JobStatistics counts = Replica.Statistics;
        return counts.BlocksCommitted + counts.BlocksDiscarded + counts.BlocksSkipped == blocks ? null : "the counts are not the blocks";
    }

    /// <summary>What everybody sees is one history of versions.</summary>
    public string? Chain() => _version == Replica.Version ? null : $"the attempts lead to {_version}, but the replica is at {Replica.Version}";

    private void Step()
    {
        World.Time += _random.Next(400);
        switch (_random.Next(26))
        {
            case 0 when _workers.Count < 6:
                Join(_members[_random.Next(_members.Count)]);
                break;
            case 1 when _members.Count < 4:
                Tell(_nextMember, new MemberEntered("process", _random.Next(3)));
                _members.Add(_nextMember++);
                break;
            case 2 when _members.Count > 1 && _random.Next(4) == 0:
                Bury();
                break;
            case 3 when _workers.Count > 1 && _random.Next(4) == 0:
                Leave();
                break;
            case 4:
                Late();
                break;
            case 5 when Replica.Updates.Count > 0:
                WriteBase();
                break;
            case 6 when Replica.Garbage.Count > 0:
                Coordinate(new GarbageRemoved(_random.Next(Replica.Garbage.Count + 2), Replica.OldBases.Count > 0 ? Replica.OldBases[0].Generation + 1 : 0));
                break;
            case 7:
                Tell(_members[0], new Posted($"name{_random.Next(3)}", World.Log.Count, _random.Next(9)), new TableWanted($"t{_random.Next(2)}", $"{_random.Next(2)}"));
                break;
            case 8 when Replica.Timers.Count > 0:
                ArmedTimer timer = Replica.Timers[0];
                World.Time = Math.Max(World.Time, timer.At);
                Coordinate(new TimerRang(timer.Id, timer.Arming - (_random.Next(4) == 0 ? 1 : 0)));
                break;
            case 9 when Replica.MeasuresWanted.Count > 0:
                Tell(_members[0], new MeasureTaken(Replica.MeasuresWanted[0], _random.NextDouble()));
                break;
            case 10 when _random.Next(60) == 0:
                Tell(_members[0], new StopWanted(StopReason.EarlyStop));
                break;
            case 11 when _random.Next(3) == 0:
                Tell(_members[0], new EpochMeasured(_random.Next(3), double.NaN));
                break;
            default:
                Work();
                break;
        }
    }

    private void Join(int member)
    {
        if (Tell(member, new SeatTaken())[0] is not { Error: null } taken)
            return;
        _workers.RemoveAll(w => w.Worker.Seat == taken.Worker.Seat);
        _workers.Add((member, taken.Worker));
        Tell(member, new SeatReady(taken.Worker));
    }

    private void Work()
    {
        if (_workers.Count < World.Manifest!.Workers && Replica.StoppedAt is null)
        {
            Join(_members[_random.Next(_members.Count)]);
            return;
        }

        (int member, WorkerId worker) = _workers[_random.Next(_workers.Count)];
        if (!Replica.TryGetGrant(worker, out Grant grant, out _) || grant.StopAt is not null)
            return;
        AttemptId before = grant.Attempt with { Clock = grant.Attempt.Clock - 1 };
        _granted.TryAdd(grant.Attempt, MixesUpGrants && _granted.TryGetValue(before, out BlockId[]? old) ? old : grant.Blocks.ToArray());
        if (!_pulled.Contains(grant.Attempt) && _random.Next(4) > 0)
        {
            Tell(member, new AttemptPulled(grant.Attempt, Replica.Version));
            _pulled.Add(grant.Attempt);
        }
        else if (_pulled.Contains(grant.Attempt) && Replica.IsAborted(grant.Attempt) && _random.Next(4) > 0)
        {
            Abort(member, grant);
        }
        else
        {
            Push(member, worker);
        }
    }

    private void Abort(int member, Grant grant)
    {
        long skipped = Replica.Statistics.BlocksSkipped;
        Tell(member, new AttemptAborted(grant.Attempt));
        if (Replica.Statistics.BlocksSkipped > skipped)
            End(grant.Attempt, "skipped");
    }

    private void Push(int member, WorkerId worker)
    {
        List<WorkerId> group = [worker];
        if (IsOnPush)
            group.AddRange(_workers.Where(w => w.Member == member && w.Worker != worker && !World.Waits(w.Worker) && _random.Next(2) == 0).Select(w => w.Worker));
        PushedAttempt[] attempts = [.. group.Select(w => World.Attempt(w, _random.NextDouble()))];
        foreach (PushedAttempt attempt in attempts)
            _granted.TryAdd(attempt.Attempt, World.Grant(attempt.Attempt.Worker).Blocks.ToArray());
        int[] owned = _random.Next(2) == 0 ? [_granted[attempts[0].Attempt][0].Shard] : [];
        EntryResult[] results = Tell(member, new AttemptsPushed(attempts, World.Update(member, _random.Next(3), owned)));
        if (results[0].Outcome != CommitOutcome.Applied)
            return;
        foreach (PushedAttempt attempt in attempts)
        {
            _pushed.Add((member, attempt));
            if (IsOnPush)
                Commit(attempt.Attempt, 1);
        }
    }

    // What comes again, or too late, or from nobody.
    private void Late()
    {
        if (_pushed.Count > 0 && _random.Next(2) == 0)
        {
            (int member, PushedAttempt attempt) = _pushed[_random.Next(_pushed.Count)];
            Tell(member, new AttemptsPushed([attempt], World.Update(member, 0)));
        }
        else if (_gone.Count > 0)
        {
            (int member, WorkerId worker) = _gone[_random.Next(_gone.Count)];
            var attempt = new AttemptId(worker, _random.Next(4), 0);
            LogEntry[] entries =
            [
                new SeatReady(worker), new AttemptPulled(attempt, default), new AttemptAborted(attempt), new SeatLeft(worker, LeaveReason.Died, "late"),
                new AttemptsPushed([new(attempt, default, [], 0)], World.Update(member, 0)), new RowsWrittenBack(worker, World.Update(member, 0, 0)),
            ];
            Tell(member, entries[_random.Next(entries.Length)]);
        }
        else
        {
            Tell(_members[0], new StepWanted(default, []));
        }
    }

    private void Bury()
    {
        int member = _members[^1];
        _members.Remove(member);
        _gone.AddRange(_workers.Where(w => w.Member == member));
        _workers.RemoveAll(w => w.Member == member);
        if (_random.Next(2) == 0)
            Coordinate(new MemberBuried(member, "silent"));
        else
            Tell(member, new MemberLeft(member));
    }

    private void Leave()
    {
        (int member, WorkerId worker) = _workers[_random.Next(_workers.Count)];
        _workers.Remove((member, worker));
        _gone.Add((member, worker));
        Tell(member, new SeatLeft(worker, _random.Next(2) == 0 ? LeaveReason.Died : LeaveReason.Resigned, null));
    }

    private void WriteBase()
    {
        StoreVersion version = Replica.Updates[_random.Next(Replica.Updates.Count)].After;
        if (_random.Next(5) == 0)
            version = version with { Index = version.Index + _random.Next(2), Chain = 5 };
        Coordinate(new BaseWritten(new(version, (Replica.Base?.Generation ?? 0) + 1, 1, [1, 2], [3, 4])));
    }

    private void Coordinate(LogEntry entry)
    {
        World.Token = 3;
        Tell(_members[0], entry);
        World.Token = 0;
    }

    private EntryResult[] Tell(int member, params LogEntry[] entries)
    {
        int decided = Replica.Updates.Count;
        EntryResult[] results = World.Append(member, entries);
        if (entries.Length == 1 && (results[0].Error is not null || results[0].Outcome != CommitOutcome.Applied))
            Refused.Add(World.Log[^1]);
        if (!IsOnPush && entries[0] is not BaseWritten)
            foreach (CommittedUpdate update in Replica.Updates.Skip(decided))
                Commit(update.Attempt, update.Weight);
        return results;
    }

    private void Commit(AttemptId attempt, float weight)
    {
        _version = _version.After(new(attempt, weight));
        _committed.Add(attempt);
        End(attempt, "committed");
    }

    private void End(AttemptId attempt, string how)
    {
        foreach (BlockId block in _granted[attempt])
            if (!_ends.TryAdd(block, how))
                throw new InvalidOperationException($"{block} was {_ends[block]}, and now {how} by {attempt}.");
    }
}
