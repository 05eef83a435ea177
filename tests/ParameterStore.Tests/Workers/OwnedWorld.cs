using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>
/// A worker, one that joins later and may die, and example shards that each own a row. A row counts its shard's blocks, so that whoever goes on with a
/// shard can be held to what was done before. A test chooses what happens next; nothing is asynchronous.
/// </summary>
internal sealed class OwnedWorld
{
    private readonly InMemoryParameterStore _store = new();
    private readonly TableId _counts;
    private readonly AskedHost _host;
    private readonly List<WorkerSession?> _sessions = [];
    private readonly HashSet<int> _working = [];
    private readonly float[] _expected;
    private readonly int[] _lastSeat;
    private readonly PlantedHandover _planted;
    private bool _mayJoin = true;
    private bool _mayDie = true;

    public OwnedWorld(SyncPolicy policy, int shards, int blocks, int everyClocks, PlantedHandover planted)
    {
        // What completes is to go on on the thread that completes it.
        SynchronizationContext.SetSynchronizationContext(null);
        _planted = planted;
        _counts = _store.CreateTableAsync(
            new("counts", shards, 1) { Sharing = Sharing.OwnedBy([.. Enumerable.Range(0, shards + 1)], OwnedDurability.EveryClocks(everyClocks)) }, None).Result;
        var manifest = new JobManifest("job", 0, shards, 1, blocks, 1, policy, "");
        _host = new(new InProcessHost(manifest, policy.Create(), _store, new FakeTimeProvider()), planted);
        _expected = new float[shards];
        _lastSeat = new int[shards];
        Join();
    }

    /// <summary>How often a seat got back an example shard that another had worked on meanwhile.</summary>
    public int Returned { get; private set; }

    /// <summary>How many attempts were given up or discarded.</summary>
    public int Lost { get; private set; }

    /// <summary>What can happen next, in an order that depends on what happened before alone. None: everybody is gone.</summary>
    public List<Action> Actions()
    {
        var actions = new List<Action>();
        for (int i = 0; i < _sessions.Count; i++)
        {
            int seat = i;
            if (_sessions[seat] is not { } session)
                continue;
            if (_working.Contains(seat))
                actions.Add(() => End(seat, session));
            else if (!_host.HasAsked(session.Worker))
                actions.Add(() => AskAndBegin(seat, session));
            else if (_host.IsAnswered(session.Worker))
                actions.Add(() => Begin(seat, session));
            if (seat == 1 && _mayDie)
                actions.Add(() => Die(seat, session));
        }

        if (_mayJoin && _sessions[0] is not null)
        {
            actions.Add(() =>
            {
                _mayJoin = false;
                Join();
            });
        }

        return actions;
    }

    /// <exception cref="InvalidOperationException">A row is not what was written of it last.</exception>
    public void CheckEnd()
    {
        float[] stored = _store.ReadAsync(_counts, _expected.Length).Result;
        for (int shard = 0; shard < stored.Length; shard++)
            Check(shard, stored[shard], "the model has");
    }

    private void Join() => _sessions.Add(new(_host, _host.JoinAsync(None).Result));

    private void AskAndBegin(int seat, WorkerSession session)
    {
        _host.Ask(session.Worker);
        if (_host.IsAnswered(session.Worker))
            Begin(seat, session);
    }

    private void Begin(int seat, WorkerSession session)
    {
        if (!Done(session.BeginClockAsync(_ => RowSet.Empty, None)))
        {
            Done(_host.LeaveAsync(session.Worker, LeaveReason.Finished, null, None));
            _sessions[seat] = null;
            return;
        }

        Work(seat, session);

        // A joiner's clock is one piece, to keep the worlds few: it is the first worker that is overtaken within a clock.
        if (seat == 1)
            End(seat, session);
    }

    private void Work(int seat, WorkerSession session)
    {
        _working.Add(seat);
        foreach (BlockId block in session.Blocks)
        {
            // What a dead worker did and did not write is lost, as those ask for who write late.
            if (_sessions[_lastSeat[block.Shard]] is null)
                _expected[block.Shard] = _store.ReadAsync(_counts, _expected.Length).Result[block.Shard];
            if (_lastSeat[block.Shard] == 1 && seat == 0)
                Returned++;
            Check(block.Shard, session.Open(_counts)[block.Shard][0], $"seat {seat} has at {block}");
            session.Open(_counts)[block.Shard][0]++;
        }
    }

    private void End(int seat, WorkerSession session)
    {
        _working.Remove(seat);
        if (session.IsAborted && _planted != PlantedHandover.PushesAbortedWork)
        {
            Lost++;
            Done(session.AbortAsync(None));
            return;
        }

        long discarded = _host.Statistics.BlocksDiscarded;
        bool isRefused = Done(session.ClockAsync(None)) == CommitOutcome.Fenced;
        if (isRefused || session.Host.Statistics.BlocksDiscarded > discarded || PlantedAbort(session))
        {
            Lost += isRefused ? 0 : 1;
            return;
        }

        foreach (BlockId block in session.Blocks)
            (_expected[block.Shard], _lastSeat[block.Shard]) = (_expected[block.Shard] + 1, seat);
    }

    // The planted worker pushes what it should have given up, and believes that it gave it up.
    private bool PlantedAbort(WorkerSession session) => _planted == PlantedHandover.PushesAbortedWork && AbortingPolicy.Aborts(session.Clock - 1);

    private void Die(int seat, WorkerSession session)
    {
        _mayDie = false;
        _working.Remove(seat);
        _sessions[seat] = null;
        Done(_host.LeaveAsync(session.Worker, LeaveReason.Died, null, None));
    }

    private void Check(int shard, float value, string who)
    {
        if (value != _expected[shard])
            throw new InvalidOperationException($"Of example shard {shard} {who} {value}, but {_expected[shard]} is what was done.");
    }

    private static T Done<T>(ValueTask<T> task)
    {
        if (!task.IsCompleted)
            throw new NotSupportedException("Something is asynchronous here.");
        return task.Result;
    }

    private static void Done(ValueTask task) => Done(new ValueTask<bool>(task.IsCompletedSuccessfully));
}
