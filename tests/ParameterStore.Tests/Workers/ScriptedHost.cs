namespace ParameterStore.Tests;

/// <summary>A host without a gate: every worker goes at once, and the test decides what becomes of pushes. Keeps a copy of each.</summary>
internal sealed class ScriptedHost(IParameterStore store, JobManifest manifest, SyncTraits traits) : IJobHost
{
    private readonly Dictionary<int, AttemptId> _next = [];

    public JobManifest Manifest { get; } = manifest with { Policy = new TraitsOnly(traits) };

    public IParameterStore Store { get; } = store;

    public JobStatistics Statistics => new();

    public int LocalWorkers => Manifest.Workers;

    public bool IsLead => true;

    public int EpochsDone => 0;

    /// <summary>The blocks that a worker is granted; by default the next one of the example shard with its seat's number.</summary>
    public Func<AttemptId, BlockId[]> BlocksOf { get; set; } = attempt => [BlockId.FromNumber(attempt.Worker.Seat, attempt.Clock, manifest.BlocksPerEpoch)];

    /// <summary>The holding that a block is part of; by default always the same.</summary>
    public Converter<BlockId, int> HoldingOf { get; set; } = _ => 1;

    /// <summary>The example shards that leave a worker after a clock; by default none.</summary>
    public Func<AttemptId, int[]> HandsOver { get; set; } = _ => [];

    /// <summary>Set: the next worker that is ready learns that the job stopped.</summary>
    public StoreVersion? StopAt { get; set; }

    /// <summary>Pushes are refused.</summary>
    public bool Refuses { get; set; }

    /// <summary>Attempts are to be given up.</summary>
    public bool Aborts { get; set; }

    /// <summary>What was pushed, by table: ranges and copies of their rows.</summary>
    public List<PushRecord> Pushes { get; } = [];

    public ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken) => new(new WorkerId(_next.Count, 0));

    public ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        if (StopAt is { } stop)
            return new(Grant.Stop(stop));
        AttemptId attempt = _next.GetValueOrDefault(worker.Seat, new(worker, 0, 0));
        _next[worker.Seat] = attempt;
        BlockId[] blocks = BlocksOf(attempt);
        return new(Grant.Run(attempt, PullBound.Newest, new(blocks, Array.ConvertAll(blocks, HoldingOf), HandsOver(attempt)), 1));
    }

    public void Pulled(AttemptId attempt, StoreVersion version)
    {
    }

    public async ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken)
    {
        if (Refuses)
            return CommitOutcome.Fenced;
        Pushes.Add(new(push));
        await Store.StageAsync(push, cancellationToken);
        _next[push.Attempt.Worker.Seat] = push.Attempt with { Clock = push.Attempt.Clock + 1, Try = 0 };
        return traits.Apply == ApplyMode.ByDecision ? CommitOutcome.Applied : await DecideAsync(push.Attempt, 1);
    }

    public async Task<CommitOutcome> DecideAsync(AttemptId attempt, float weight) =>
        (await Store.CommitAsync(new Commit[] { new(attempt, weight) }, Fence.None, CancellationToken.None)).Outcome;

    public bool IsAborted(AttemptId attempt) => Aborts;

    public ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken)
    {
        _next[attempt.Worker.Seat] = attempt with { Try = attempt.Try + 1 };
        return ValueTask.CompletedTask;
    }

    public void RequestStop(StopReason reason) => throw new NotSupportedException();

    public ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken) => throw new NotSupportedException();

    public BlockLoss LossOf(int epoch) => throw new NotSupportedException();

    public ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken) => throw new NotSupportedException();

    public double? MeasureOf(int epoch) => throw new NotSupportedException();

    public ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<MeasureWish> MeasureWantedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask MeasureTakenAsync(long id, double value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ReadOnlyMemory<byte>> ReadPostedAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CompletedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class TraitsOnly(SyncTraits traits) : SyncPolicy
    {
        public override ISyncPolicy Create() => new ScriptedPolicy(traits, (_, _) => { });

        public override string ToString() => "scripted";
    }
}
