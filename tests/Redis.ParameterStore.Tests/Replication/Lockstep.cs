using Distributed.Simulation;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// The same history for a host of this process over memory, and for a replica by records. After every event both must say the same of everybody.
/// </summary>
internal sealed class Lockstep
{
    private const int Member = 1;

    /// <summary>Microseconds that everybody may wait for time to pass.</summary>
    private const int WaitMax = 1_000;

    private readonly Random _random;
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryParameterStore _store = new();
    private readonly InProcessHost _host;
    private readonly ReplicaWorld _world;
    private readonly EventLogRecorder _hostRecorder;
    private readonly EventLogRecorder _replicaRecorder;
    private readonly List<Seat> _seats = [];
    private readonly TableId _table;
    private readonly Dictionary<AttemptId, long> _pulledAt = [];
    private int _folded;
    private float _sum;
    private int _joiners = 2;
    private int _losses = 2;
    private int _pushes;

    public Lockstep(SyncPolicy policy, int seed)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        _random = new(seed);
        var manifest = new JobManifest("job", 0, _random.Next(1, 6), 2, _random.Next(1, 4), _random.Next(1, 4), policy, "");
        _table = _store.CreateTableAsync(new("lags", 1, 1) { Fold = Fold.StalenessAware() }, default).Result;
        (_hostRecorder, _replicaRecorder) = (new(policy), new(policy));
        _host = new(manifest, _hostRecorder.Policy.Create(), _store, _time);
        _world = new(manifest with { Policy = _replicaRecorder.Policy });
    }

    /// <summary>Planted: the replica misses the n-th push.</summary>
    public int? Misses { get; set; }

    /// <summary>Planted: the replica takes all pushes for computed from the first version.</summary>
    public bool ForgetsVersions { get; set; }

    public int Steps { get; private set; }

    /// <summary>The largest lag of a push that was committed.</summary>
    public int LagMax { get; private set; }

    /// <summary>Measures that the policy asked for and both were told.</summary>
    public int Measures { get; private set; }

    public JobStatistics Statistics => _host.Statistics;

    /// <summary>What the host's policy took and decided, and the replica's.</summary>
    public EventLog HostLog => _hostRecorder.Log();

    public EventLog ReplicaLog => _replicaRecorder.Log();

    /// <summary>Runs until all have left.</summary>
    /// <returns>Where the two differ; null if they do not.</returns>
    public string? Run()
    {
        for (int i = 0; i < _host.Manifest.Workers; i++)
            Join();
        while (_seats.Any(s => !s.IsGone))
        {
            Seat[] able = Able();
            for (int waited = 0; able.Length == 0 && waited < WaitMax; waited++)
            {
                Pass(1);
                able = Able();
            }

            if (able.Length == 0)
                return "everybody waits";
            Act(able[_random.Next(able.Length)]);
            if (Difference() is string difference)
                return $"step {Steps}: {difference}";
        }

        return _world.Replica.StoppedAt is null ? "it never stopped" : null;
    }

    private Seat[] Able() => [.. _seats.Where(s => !s.IsGone && !s.Waits)];

    /// <summary>Lets time pass for both; whose timers are due then ring.</summary>
    private void Pass(int microseconds)
    {
        for (; microseconds > 0; microseconds--)
        {
            _time.Advance(TimeSpan.FromMicroseconds(1));
            _world.Time++;
            while (_world.Replica.Timers.Count > 0 && _world.Replica.Timers[0] is { } timer && timer.At <= _world.Time)
                _world.One(Member, new TimerRang(timer.Id, timer.Arming));
        }
    }

    private void Act(Seat seat)
    {
        Pass(_random.Next(5));
        if (_world.Replica.MeasuresWanted.Count > 0 && _random.Next(3) == 0)
            Measure(_world.Replica.MeasuresWanted[0], _random.NextDouble());
        else if (_joiners > 0 && _random.Next(12) == 0)
            Join();
        else if (_losses > 0 && _random.Next(20) == 0 && _seats.Count(s => !s.IsGone) > 1 && !seat.IsAsking)
            Lose(seat);
        else if (!seat.HasAsked)
            Ask(seat);
        else if (seat.IsAsking)
            TakeGrant(seat);
        else if (seat.PulledAt is null)
            Pull(seat);
        else
            Finish(seat);
    }

    private void Tell(LogEntry entry)
    {
        Steps++;
        if (entry is not AttemptsPushed || _pushes++ != Misses)
            _world.One(Member, entry);
    }

    private void Measure(long id, double value)
    {
        Measures++;
        _host.MeasureTakenAsync(id, value, default).AsTask().Wait();
        Tell(new MeasureTaken(id, value));
    }

    private void Join()
    {
        _joiners--;
        WorkerId worker = _host.JoinAsync(default).Result;
        _seats.RemoveAll(s => s.Worker.Seat == worker.Seat);
        _seats.Add(new(worker));
        Tell(new SeatTaken());
    }

    private void Ask(Seat seat)
    {
        AskHost(seat);
        Tell(new SeatReady(seat.Worker));
    }

    private void AskHost(Seat seat)
    {
        seat.PulledAt = null;
        seat.IsAsking = true;
        seat.Begin(_host.ReadyAsync(seat.Worker, default));
    }

    private void TakeGrant(Seat seat)
    {
        seat.IsAsking = false;
        if (seat.Grant.StopAt is null)
            return;
        Lose(seat);
    }

    private void Lose(Seat seat)
    {
        LeaveReason reason = seat.Grant.StopAt is null ? LeaveReason.Died : LeaveReason.Finished;
        _losses -= reason == LeaveReason.Died ? 1 : 0;
        seat.IsGone = true;
        _host.LeaveAsync(seat.Worker, reason, null, default).AsTask().Wait();
        Tell(new SeatLeft(seat.Worker, reason, null));
    }

    private void Pull(Seat seat)
    {
        seat.PulledAt = _store.PullAsync(new(), RowSet.Empty, PullBound.Newest, default).Result;
        _host.Pulled(seat.Grant.Attempt, seat.PulledAt.Value);
        Tell(new AttemptPulled(seat.Grant.Attempt, seat.PulledAt.Value));
    }

    private void Finish(Seat seat)
    {
        AttemptId attempt = seat.Grant.Attempt;
        LogEntry entry;
        if (_host.IsAborted(attempt))
        {
            _host.AbortedAsync(attempt, default).AsTask().Wait();
            entry = new AttemptAborted(attempt);
        }
        else
        {
            var push = new Push();
            push.Reset(attempt, seat.PulledAt!.Value);
            push.Add(new TablePush(TableRows.All(_table, 1), new float[] { 1 }));
            _pulledAt[attempt] = push.PulledAt.Index;
            BlockLoss[] losses = [.. seat.Grant.Blocks.ToArray().Select(_ => new BlockLoss(_random.NextDouble(), 3))];
            for (int i = 0; i < losses.Length; i++)
                push.Add(seat.Grant.Blocks.Span[i], losses[i]);
            entry = new AttemptsPushed([new(attempt, ForgetsVersions ? default : push.PulledAt, losses, 0)], _world.Update(Member));
            _host.PushAsync(push, default).AsTask().Wait();
        }

        AskHost(seat);
        Tell(entry);
    }

    private string? Difference()
    {
        StoreVersion newest = _store.PullAsync(new(), RowSet.Empty, PullBound.Newest, default).Result;
        if (newest != _world.Replica.Version)
            return $"the store is at {newest}, the replica at {_world.Replica.Version}";
        if (LagDifference() is string lag)
            return lag;
        foreach (Seat seat in _seats.Where(s => s.PulledAt is not null && !s.IsGone))
            if (_host.IsAborted(seat.Grant.Attempt) != _world.Replica.IsAborted(seat.Grant.Attempt))
                return $"{seat.Grant.Attempt}: only {(_host.IsAborted(seat.Grant.Attempt) ? "the host" : "the replica")} wants it given up";
        foreach (Seat seat in _seats.Where(s => s.IsAsking && !s.IsGone))
            if (Difference(seat) is string difference)
                return $"{seat.Worker}: {difference}";
        if (_host.EpochsDone != _world.Replica.EpochsDone)
            return $"{_host.EpochsDone} epochs are done, {_world.Replica.EpochsDone} in the replica";
        for (int epoch = 0; epoch < _host.EpochsDone; epoch++)
            if (_host.LossOf(epoch) != _world.Replica.LossOf(epoch))
                return $"epoch {epoch} has {_host.LossOf(epoch)}, in the replica {_world.Replica.LossOf(epoch)}";
        return Text(_host.Statistics) == Text(_world.Replica.Statistics) ? null : $"{Text(_host.Statistics)} differs from {Text(_world.Replica.Statistics)}";
    }

    /// <summary>A step that is divided by its lag comes to another sum if the lag is another.</summary>
    private string? LagDifference()
    {
        for (; _folded < _world.Replica.Updates.Count; _folded++)
        {
            CommittedUpdate update = _world.Replica.Updates[_folded];
            long others = update.Before.Index - _pulledAt.GetValueOrDefault(update.Attempt);
            if (_host.Manifest.Policy.Create().Traits.Apply == ApplyMode.OnPush ? update.Lag != others : update.Lag > others)
                return $"{update.Attempt} has the lag {update.Lag} after {others} others";
            if (update.Weight == 0)
                continue;
            _sum += update.Weight / Math.Max(1, update.Lag);
            LagMax = Math.Max(LagMax, update.Lag);
        }

        var replica = new Replica();
        _store.PullAsync(replica, RowSet.Of(TableRows.All(_table, 1)), PullBound.Newest, default).AsTask().Wait();
        float sum = replica.Values(_table)[0];
        return sum == _sum ? null : $"the steps sum up to {sum} in the store, and to {_sum} in the replica";
    }

    private string? Difference(Seat seat)
    {
        // One whose time has not come waits in the host; in the replica it says when.
        bool has = _world.Replica.TryGetGrant(seat.Worker, out Grant grant, out long notBefore) && notBefore <= _world.Time;
        if (has == seat.Waits)
            return has ? "only the replica lets it go" : "only the host lets it go";
        return !has || Text(grant) == Text(seat.Grant) ? null : $"{Text(seat.Grant)} differs from {Text(grant)}";
    }

    private static string Text(Grant g) =>
        $"{g.Attempt}, {g.Bound}, {g.StepScale}, {g.StopAt}: {string.Join(' ', g.Blocks.ToArray())} {string.Join(' ', g.Holdings.ToArray())} {string.Join(' ', g.HandsOver.ToArray())}";

    private static string Text(JobStatistics s) =>
        $"{s.Stopped} {s.StoppedAt} {s.BlocksCommitted} {s.BlocksDiscarded} {s.BlocksSkipped} {s.Aborts} {string.Join(',', s.StalenessHistogram)} {string.Join(',', s.Seats.Select(x => (x.Worker, x.Clocks, x.IsActive, x.Examples)))}";

    private sealed class Seat(WorkerId worker)
    {
        private ValueTask<Grant>? _wait;

        public WorkerId Worker { get; } = worker;

        public bool HasAsked { get; private set; }

        public bool IsAsking { get; set; }

        public Grant Grant { get; private set; }

        public bool Waits
        {
            get
            {
                // A wait is asked for its result once only.
                if (_wait is { IsCompleted: true })
                    (Grant, _wait) = (_wait.Value.Result, null);
                return _wait is not null;
            }
        }

        public void Begin(ValueTask<Grant> wait) => (_wait, HasAsked) = (wait, true);

        public StoreVersion? PulledAt { get; set; }

        public bool IsGone { get; set; }
    }
}
