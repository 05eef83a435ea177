namespace ParameterStore.Tests;

/// <summary>
/// A job on one thread: a test makes every worker's calls itself, in the order it likes. Nothing is asynchronous unless the store is held
/// back, so that after each call one can say who waits and who goes.
/// </summary>
internal sealed class JobWorld
{
    private readonly Dictionary<int, Seat> _seats = [];

    public JobWorld(ISyncPolicy policy, int workers, int shards, int blocks = 1, int epochs = 1)
    {
        // What a held store lets go is to happen on the thread that lets it go.
        SynchronizationContext.SetSynchronizationContext(null);
        var manifest = new JobManifest("job", 0, shards, epochs, blocks, workers, SyncPolicy.Asynchronous, "");
        Host = new(manifest, policy, Store, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public RecordingStore Store { get; } = new();

    public InProcessHost Host { get; }

    /// <summary>A worker joins.</summary>
    public WorkerId Join()
    {
        WorkerId worker = Host.JoinAsync(CancellationToken.None).Result;
        _seats[worker.Seat] = new(worker);
        return worker;
    }

    public void Join(int workers)
    {
        for (int i = 0; i < workers; i++)
            Join();
    }

    /// <summary>A seat asks for its next clock.</summary>
    /// <returns>Whether it got an answer at once.</returns>
    public bool Ask(int seat, CancellationToken cancellationToken = default)
    {
        _seats[seat].Cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _seats[seat].Wait = Host.ReadyAsync(_seats[seat].Worker, _seats[seat].Cancel!.Token);
        return !IsWaiting(seat);
    }

    /// <summary>A seat that waits gives it up.</summary>
    public void CancelWait(int seat)
    {
        _seats[seat].Cancel!.Cancel();
        FluentActions.Invoking(() => Grant(seat)).Should().Throw<OperationCanceledException>();
    }

    public bool IsWaiting(int seat) => !_seats[seat].Wait!.Value.IsCompleted;

    /// <summary>The answer that a seat got.</summary>
    public Grant Grant(int seat)
    {
        if (_seats[seat].Wait is { } wait)
        {
            wait.IsCompleted.Should().BeTrue($"seat {seat} should have its grant");
            _seats[seat].Wait = null;
            _seats[seat].Grant = wait.Result;
        }

        return _seats[seat].Grant;
    }

    public AttemptId Attempt(int seat) => Grant(seat).Attempt;

    public void Pull(int seat)
    {
        StoreVersion version = Store.PullAsync(new(), RowSet.Empty, Grant(seat).Bound, CancellationToken.None).Result;
        Host.Pulled(Attempt(seat), version);
        _seats[seat].PulledAt = version;
    }

    public ValueTask<CommitOutcome> PushAsync(int seat)
    {
        var push = new Push();
        push.Reset(Attempt(seat), _seats[seat].PulledAt);
        foreach (BlockId block in Grant(seat).Blocks.Span)
            push.Add(block);
        return Host.PushAsync(push, CancellationToken.None);
    }

    public CommitOutcome Push(int seat) => PushAsync(seat).Result;

    /// <summary>A seat whose wait is over pulls and pushes.</summary>
    public CommitOutcome Work(int seat)
    {
        Pull(seat);
        return Push(seat);
    }

    public void GiveUp(int seat) => Host.AbortedAsync(Attempt(seat), CancellationToken.None).AsTask().Wait();

    public void Leave(int seat, LeaveReason reason = LeaveReason.Died, Exception? error = null) =>
        Host.LeaveAsync(_seats[seat].Worker, reason, error, CancellationToken.None).AsTask().Wait();

    /// <summary>A grant's blocks, as text.</summary>
    public string Blocks(int seat) => string.Join(' ', Grant(seat).Blocks.ToArray().Select(b => $"{b.Shard}:{b.Epoch}.{b.Index}"));

    private sealed class Seat(WorkerId worker)
    {
        public WorkerId Worker { get; } = worker;

        public ValueTask<Grant>? Wait { get; set; }

        public CancellationTokenSource? Cancel { get; set; }

        public Grant Grant { get; set; }

        public StoreVersion PulledAt { get; set; }
    }
}
