using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// A job as it follows from the log: <see cref="JobState"/>, whose effects are carried out at once while a record is taken, and where the
/// pushes lie that it decides on.
/// </summary>
internal sealed partial class JobLedger
{
    private const int NanosecondsPerMicrosecond = 1000;

    private readonly JobManifest _manifest;
    private readonly UpdateHistory _history;
    private readonly OwnedPlaces _owned;
    private readonly Membership _members;
    private readonly Dictionary<AttemptId, (UpdateRef Update, long PulledAt)> _staged = [];
    private readonly List<long> _measures = [];
    private readonly TimerTable _timers = new();
    private readonly JobState _state;

    internal JobLedger(JobManifest manifest, UpdateHistory history, OwnedPlaces owned, Membership members)
    {
        _manifest = manifest;
        _history = history;
        _owned = owned;
        _members = members;
        _state = new(manifest, manifest.Policy.Create(), gathersTogether: true);
    }

    /// <summary>The first record's time, from which the job's time counts; microseconds.</summary>
    internal long Origin { get; set; }

    /// <summary>The record's time, microseconds.</summary>
    internal long Time { get; set; }

    internal IReadOnlyList<ArmedTimer> Timers => _timers.All;

    internal IReadOnlyList<long> MeasuresWanted => _measures;

    internal EpochMeasures Measures => _state.Measures;

    internal JobStatistics Statistics => _state.Statistics();

    internal BlockLedger Blocks => _state.Ledger;

    internal bool HasGathered => _state.HasGathered;

    internal JobEnd End => _state.End;

    /// <summary>Pushes that wait for the policy's decision.</summary>
    internal IEnumerable<UpdateRef> Staged => _staged.Values.Select(s => s.Update);

    private long Now => (Time - Origin) * NanosecondsPerMicrosecond;

    internal bool Has(WorkerId worker) => _state.Find(worker) is not null;

    internal bool IsAborted(AttemptId attempt) =>
        _state.End.IsNear || _state.Find(attempt.Worker) is not { Phase: SeatPhase.Granted } seat || seat.Attempt != attempt || seat.IsAborted(attempt);

    /// <summary>The clock that a seat was let through to, with blocks of its own.</summary>
    internal bool TryGetGrant(WorkerId worker, out Grant grant, out long notBefore)
    {
        grant = default;
        notBefore = 0;
        if (_state.Find(worker) is not SeatState seat)
            return false;
        if (_state.End.StoppedAt is StoreVersion version)
        {
            grant = Grant.Stop(version);
            return true;
        }

        if (seat.Phase != SeatPhase.Granted || _state.End.HasFailed)
            return false;
        grant = Grant.Run(seat.Grant.Attempt, seat.Grant.Bound, new SeatBlocks(seat.Grant.Blocks.ToArray(), seat.Grant.Holdings.ToArray(), seat.Grant.HandsOver.ToArray()), seat.Grant.StepScale);
        notBefore = seat.NotBefore <= 0 ? 0 : TimeOf(seat.NotBefore);
        return true;
    }

    internal EntryResult Join(int member, int incarnationMin)
    {
        try
        {
            WorkerId worker = _state.Join(Now, _members.HomeOf(member), incarnationMin);
            _members.Seat(member, worker);
            Drain();
            return Applied() with { Worker = worker };
        }
        catch (Exception error) when (error is JobFailedException or InvalidOperationException)
        {
            // Nothing has happened yet: a policy's own errors end the job instead.
            return Refused(error);
        }
    }

    internal EntryResult Ready(SeatReady ready, int member)
    {
        if (Find(ready.Worker, member) is not SeatState seat)
            return Fenced();
        _state.Ask(seat, Now);
        Drain();
        return Applied();
    }

    internal EntryResult Pulled(AttemptPulled pulled, int member)
    {
        if (!IsCurrent(pulled.Attempt, member) || _state.HasPulled(pulled.Attempt))
            return Fenced();
        _state.Notice(SyncEvent.Pulled(pulled.Attempt, pulled.Version), Now);
        Drain();
        return Applied();
    }

    internal EntryResult Aborted(AttemptAborted aborted, int member)
    {
        if (!IsCurrent(aborted.Attempt, member))
            return Fenced();
        if (!_state.IsToBeGivenUp(aborted.Attempt))
            return Refused(new InvalidOperationException($"{aborted.Attempt} was given up, but it has read no parameters, or nobody asked for it."));
        _state.Aborted(aborted.Attempt, Now);
        Drain();
        Ask(aborted.Attempt.Worker);
        return Applied();
    }

    internal EntryResult Leave(SeatLeft left, int member)
    {
        if (Find(left.Worker, member) is null)
            return Fenced();
        if (left.Error is not null && left.Reason != LeaveReason.Died)
            return Refused(new ArgumentException($"A worker that leaves with an error has {nameof(LeaveReason.Died)}, not {left.Reason}."));
        if (left.Error is not null)
            _state.Fail($"the worker of {left.Worker} threw: {left.Error}", null, Now);
        Leave(left.Worker, left.Reason, member);
        return Applied();
    }

    /// <summary>Workers of a process that is gone leave the job.</summary>
    internal void Leave(ReadOnlySpan<WorkerId> workers, LeaveReason reason, int member)
    {
        foreach (WorkerId worker in workers)
            Leave(worker, reason, member);
    }

    private void Leave(WorkerId worker, LeaveReason reason, int member)
    {
        _state.Leave(worker, reason, null, Now);
        _members.Unseat(member, worker);
        Drain();
    }

    /// <summary>The only process that has a home's examples is gone: what is left to do of them nobody can do.</summary>
    internal void Lose(int home, string why)
    {
        if (_manifest.HomeShards.Count <= 1 || _state.End.IsNear || !_state.HasBlocksLeft(home))
            return;
        _state.Fail($"{why}, and its examples are nowhere else ({nameof(DataPlacement)}.{nameof(DataPlacement.Local)}), so that no other process can go on with its part; start all processes again, under another job id", null, Now);
        Drain();
    }

    internal EntryResult Stop(StopReason reason)
    {
        if (!Enum.IsDefined(reason))
            return Refused(new ArgumentException($"{reason} is no reason to stop."));
        _state.RequestStop(reason, Now);
        Drain();
        return Applied();
    }

    internal EntryResult Ring(TimerRang rang)
    {
        if (!_timers.Ring(rang, out ArmedTimer timer))
            return Fenced();

        // The coordinator's idea of the server's time may be a little ahead.
        _state.Notice(SyncEvent.Timer(rang.Id), Math.Max(Now, (timer.At - Origin) * NanosecondsPerMicrosecond));
        Drain();
        return Applied();
    }

    /// <summary>A measure that the policy waits for; it is told once. Others are for whoever took them.</summary>
    internal EntryResult Measured(MeasureTaken measure)
    {
        if (!_measures.Remove(measure.Id))
            return Applied();
        _state.Notice(SyncEvent.Measured(measure.Id, measure.Value), Now);
        Drain();
        return Applied();
    }

    /// <summary>The validation loss after an epoch; the first one counts.</summary>
    internal EntryResult Measured(EpochMeasured measure)
    {
        if ((uint)measure.Epoch >= (uint)_manifest.Epochs)
            return Refused(new ArgumentOutOfRangeException(nameof(measure), measure.Epoch, $"The job has {_manifest.Epochs} epochs, counted from 0."));
        _state.Measures.Post(measure.Epoch, measure.Loss);
        return Applied();
    }

    // After its clock a worker always wants the next; it need not say so.
    private void Ask(WorkerId worker)
    {
        if (_state.Find(worker) is not SeatState seat)
            return;
        _state.Ask(seat, Now);
        Drain();
    }

    private SeatState? Find(WorkerId worker, int member) => _members.Has(member, worker) ? _state.Find(worker) : null;

    private bool IsCurrent(AttemptId attempt, int member) =>
        !_state.End.IsNear && Find(attempt.Worker, member) is { Phase: SeatPhase.Granted } seat && seat.Attempt == attempt;

    private long TimeOf(long at) => Origin + ((at + NanosecondsPerMicrosecond - 1) / NanosecondsPerMicrosecond);

    private EntryResult Applied() => new() { Outcome = CommitOutcome.Applied, Version = _history.Version };

    private EntryResult Fenced() => new() { Outcome = CommitOutcome.Fenced, Version = _history.Version };

    private EntryResult Refused(Exception error) => Fenced() with { Error = error };
}
