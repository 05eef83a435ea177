using System.Globalization;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// This process's part in a job of many: its workers' calls become entries of the job's log, and what comes of them is read from it. Safe for
/// concurrent use.
/// </summary>
internal sealed class RedisHost : IJobHost
{
    private readonly INodeRunner _runner;
    private readonly JobNode _node;
    private readonly RedisParameterStore _store;
    private readonly TimeProvider _time;
    private readonly HostPosts _posts;
    private readonly Dictionary<WorkerId, SeatHandle> _seats = [];

    internal RedisHost(INodeRunner runner, JobManifest manifest, TimeProvider time)
    {
        (_runner, _node, _time) = (runner, runner.Node, time);
        Manifest = manifest;
        _store = new(runner, ownsRunner: false);
        _posts = new(runner);
    }

    public JobManifest Manifest { get; }

    /// <summary>The process's node, and what runs its procedures.</summary>
    internal INodeRunner Runner => _runner;

    public int LocalWorkers => _node.Workers;

    public IParameterStore Store => _store;

    public bool IsLead
    {
        get
        {
            lock (_runner.Lock)
                return _node.IsLead;
        }
    }

    public JobStatistics Statistics
    {
        get
        {
            lock (_runner.Lock)
                return _node.Replica.Statistics;
        }
    }

    public int EpochsDone
    {
        get
        {
            lock (_runner.Lock)
                return _node.Replica.EpochsDone;
        }
    }

    public BlockLoss LossOf(int epoch)
    {
        lock (_runner.Lock)
        {
            return epoch < _node.Replica.EpochsDone
                ? _node.Replica.LossOf(epoch)
                : throw new SeatLostException($"{_node.Name}: epoch {epoch + 1} is not done any more: the store lost its newest records, and their work is done again.");
        }
    }

    public async ValueTask<WorkerId> JoinAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await RunAsync(new AwaitMember(_node), cancellationToken).ConfigureAwait(false);
            (int term, SeatTaken taken) = NextSeat();
            try
            {
                EntryResult result = await RunAsync(new AppendAndWait(_node, taken, term), cancellationToken).ConfigureAwait(false);
                lock (_runner.Lock)
                    _seats[result.Worker] = new(term);
                return result.Worker;
            }
            catch (SeatLostException)
            {
                // Lost before it was taken: taken anew.
            }
        }
    }

    public async ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        SeatHandle seat = SeatOf(worker);
        long began = _time.GetTimestamp();
        Grant grant = await RunAsync(new AwaitGrant(_node, worker, seat.Term, !seat.HasAsked), cancellationToken).ConfigureAwait(false);
        seat.HasAsked = true;
        seat.Waited = _time.GetElapsedTime(began);
        return grant;
    }

    public void Pulled(AttemptId attempt, StoreVersion version)
    {
        lock (_runner.Lock)
            if (IsHere(attempt.Worker))
                _node.Append(new AttemptPulled(attempt, version), isUrgent: _node.Settings.TellsPulls);
    }

    public async ValueTask<CommitOutcome> PushAsync(Push push, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(push);
        cancellationToken.ThrowIfCancellationRequested();
        SeatHandle seat = SeatOf(push.Attempt.Worker);
        _store.Check(push);
        var item = new PushItem(push, seat.Waited.Ticks * TimeSpan.NanosecondsPerTick);

        // Not cancelled half-way: the push is lent until its end is known, and every wait of it has a deadline.
        EntryResult result = await RunAsync(new PushWork(_node, item, seat.Term), CancellationToken.None).ConfigureAwait(false);
        if (result.Outcome == CommitOutcome.Fenced)
            ThrowIfGivenUp(push.Attempt.Worker);
        return result.Outcome == CommitOutcome.Fenced ? CommitOutcome.Fenced : CommitOutcome.Applied;
    }

    public bool IsAborted(AttemptId attempt)
    {
        lock (_runner.Lock)
            return !IsHere(attempt.Worker) || _node.Replica.IsAborted(attempt);
    }

    public async ValueTask AbortedAsync(AttemptId attempt, CancellationToken cancellationToken) =>
        await RunAsync(new AppendAndWait(_node, new AttemptAborted(attempt), SeatOf(attempt.Worker).Term), cancellationToken).ConfigureAwait(false);

    public void RequestStop(StopReason reason)
    {
        lock (_runner.Lock)
            _node.Stop(reason);
    }

    public async ValueTask LeaveAsync(WorkerId worker, LeaveReason reason, Exception? error, CancellationToken cancellationToken)
    {
        if (error is not null && reason != LeaveReason.Died)
            throw new ArgumentException($"A worker that leaves with an error has {nameof(LeaveReason.Died)}, not {reason}.", nameof(reason));
        lock (_runner.Lock)
        {
            if (!IsHere(worker) || !_node.Replica.Has(worker))
                return;
        }
        try
        {
            await RunAsync(new AppendAndWait(_node, new SeatLeft(worker, reason, error?.Message), SeatOf(worker).Term), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is SeatLostException or JobFailedException)
        {
            // It is gone already, or everything is.
        }
    }

    public async ValueTask<double> MeasuredAsync(int epoch, double loss, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RunAsync(new AwaitMember(_node), cancellationToken).ConfigureAwait(false);
                await RunAsync(new AppendAndWait(_node, new EpochMeasured(epoch, loss)), cancellationToken).ConfigureAwait(false);
                if (MeasureOf(epoch) is { } counts)
                    return counts;
            }
            catch (SeatLostException)
            {
                // Said again under the process's next number.
            }
        }
    }

    public double? MeasureOf(int epoch)
    {
        lock (_runner.Lock)
            return _node.Replica.MeasureOf(epoch);
    }

    public async ValueTask<double?> MeasureOfAsync(int epoch, CancellationToken cancellationToken) =>
        await RunAsync(new AwaitMeasure(_node, epoch), cancellationToken).ConfigureAwait(false);

    public async ValueTask<MeasureWish> MeasureWantedAsync(CancellationToken cancellationToken) =>
        await RunAsync(new AwaitMeasureWish(_node), cancellationToken).ConfigureAwait(false);

    public async ValueTask MeasureTakenAsync(long id, double value, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(new AppendAndWait(_node, new MeasureTaken(id, value)), cancellationToken).ConfigureAwait(false);
        }
        catch (SeatLostException)
        {
            // Still wanted, then: of whoever is the lead.
        }
    }

    public ValueTask PostAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _posts.PostAsync(name, bytes, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>> ReadPostedAsync(string name, CancellationToken cancellationToken) => _posts.ReadAsync(name, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ExchangeAsync(string name, ReadOnlyMemory<byte> mine, CancellationToken cancellationToken) =>
        _posts.ExchangeAsync(name, mine, cancellationToken);

    public async ValueTask CompletedAsync(CancellationToken cancellationToken) =>
        await RunAsync(new AwaitCompleted(_node), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    // A thread that lost its seat with the records of it may not know yet: who takes the seat anew must be another worker than that.
    private (int Term, SeatTaken Entry) NextSeat()
    {
        lock (_runner.Lock)
        {
            int least = _seats.Where(seat => seat.Value.Term != _node.Term).Select(seat => seat.Key.Incarnation + 1).DefaultIfEmpty().Max();
            return (_node.Term, new(least));
        }
    }

    private ValueTask<T> RunAsync<T>(IProcedure<T> procedure, CancellationToken cancellationToken) => _runner.RunAsync(procedure, cancellationToken);

    private SeatHandle SeatOf(WorkerId worker)
    {
        lock (_runner.Lock)
            return _seats.TryGetValue(worker, out SeatHandle? seat)
                ? seat
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The worker of {worker} never joined job '{Manifest.JobId}' in this process."));
    }

    /// <summary>Whether the worker took its seat in the node's present term.</summary>
    private bool IsHere(WorkerId worker) => _seats.TryGetValue(worker, out SeatHandle? seat) && seat.Term == _node.Term;

    private void ThrowIfGivenUp(WorkerId worker)
    {
        lock (_runner.Lock)
        {
            _node.ThrowIfLost(SeatOf(worker).Term);
            if (_node.Replica.Failure is { } failure)
                throw _node.Failed(failure);
            if (!_node.Replica.Has(worker))
                throw new SeatLostException($"{_node.Name}: the worker of {worker} was given up.");
        }
    }

    private sealed class SeatHandle(int term)
    {
        internal int Term { get; } = term;

        internal bool HasAsked { get; set; }

        internal TimeSpan Waited { get; set; }
    }
}
