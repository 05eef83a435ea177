using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What comes of each kind of entry.</summary>
internal sealed partial class JobReplica
{
    private EntryResult Take(LogEntry entry, LogRecord record)
    {
        if (!_state.Members.Admit(record.Member))
            return TakeOfDead(entry, record.Member);
        return entry switch
        {
            TableWanted e => Want(e),
            MemberEntered e => Enter(e, record.Member),
            MemberLeft e => End(e.Member, LeaveReason.Resigned, null),
            Posted e => Post(e, record.Member),

            // Whoever reads it acts on it; nothing follows for the state.
            UpdateMissed => default,
            TimerRang or MemberBuried or BaseWritten or StateSaved or GarbageRemoved => TakeOfCoordinator(entry, record),
            _ when _state.Job is { } job => TakeOfJob(job, entry, record.Member),
            _ => TakeOfStore(entry, record.Member),
        };
    }

    private static EntryResult TakeOfJob(JobLedger job, LogEntry entry, int member) => entry switch
    {
        SeatTaken e => job.Join(member, e.IncarnationMin),
        SeatReady e => job.Ready(e, member),
        AttemptPulled e => job.Pulled(e, member),
        AttemptsPushed e => job.Push(e, member),
        AttemptAborted e => job.Aborted(e, member),
        SeatLeft e => job.Leave(e, member),
        StopWanted e => job.Stop(e.Reason),
        MeasureTaken e => job.Measured(e),
        EpochMeasured e => job.Measured(e),
        RowsWrittenBack e => job.WriteBack(e, member),
        _ => Refused(new InvalidOperationException($"{entry.GetType().Name} is for a store without a job.")),
    };

    private EntryResult TakeOfStore(LogEntry entry, int member) => entry switch
    {
        StepWanted e => _state.Store!.Commit(e, member),
        SealWanted e => _state.Store!.Seal(e.Worker),
        RowsWrittenBack e => _state.Store!.WriteBack(e, member),
        StoreRestored e => Restore(e, member),
        _ => Refused(new InvalidOperationException($"{entry.GetType().Name} is for a job, but this is a store without one.")),
    };

    private EntryResult TakeOfCoordinator(LogEntry entry, LogRecord record)
    {
        // The append script lets no old coordinator in; a state that relied on one place for that would be wrong by one bug.
        if (record.Token < _state.Token)
            return Fenced;
        switch (entry)
        {
            case TimerRang e:
                return _state.Job?.Ring(e) ?? Fenced;
            case MemberBuried e:
                return End(e.Member, LeaveReason.Died, e.Why);
            case BaseWritten e:
                return _state.History.Cover(e.Base) is string mistake ? Refused(new InvalidOperationException(mistake)) : default;
            case GarbageRemoved e:
                return _state.History.Remove(e.Count, e.BasesBefore) ? default : Refused(new InvalidOperationException($"{e.Count} updates were unlinked, but there are not so many that may be."));
            default:
                return Snap((StateSaved)entry, record);
        }
    }

    private EntryResult Snap(StateSaved saved, LogRecord record)
    {
        if (saved.Cursor > Cursor || saved.Cursor <= (Snapshot?.Cursor ?? 0) || saved.Bytes < 0)
            return Refused(new InvalidOperationException($"A state at {saved.Cursor} was saved, but the log is at {Cursor}, and the last one saved is at {Snapshot?.Cursor ?? 0}."));
        _state.Snapshot = (saved.Cursor, record.Member, saved.Bytes);
        _saved.Compare(saved, record.Member);
        return default;
    }

    private EntryResult Want(TableWanted wanted)
    {
        int at = _state.Tables.FindIndex(t => t.Name == wanted.Name);
        if (at < 0)
        {
            at = _state.Tables.Count;
            _state.Tables.Add(wanted);
        }

        return _state.Tables[at].Spec == wanted.Spec
            ? new() { Table = new(at) }
            : Refused(new TableMismatchException($"The store has the table '{wanted.Name}' {_state.Tables[at].Spec}, but '{wanted.Name}' {wanted.Spec} is asked for. Tables of one name must be equal in all parts; use another name or the same options."));
    }

    private EntryResult Enter(MemberEntered entered, int member)
    {
        if ((uint)entered.Home >= (uint)Math.Max(1, _manifest?.HomeShards.Count ?? 0))
            return Refused(new ArgumentException($"{entered.Who} says that it has the examples of home {entered.Home}, which the job does not know."));
        _state.Members.Enter(member, entered.Who, entered.Workers, entered.Home);
        return default;
    }

    /// <param name="member">Who is gone.</param>
    /// <param name="reason">As what its workers leave.</param>
    /// <param name="why">What is known of its end; null: it left.</param>
    private EntryResult End(int member, LeaveReason reason, string? why)
    {
        if (member < 0)
            return Refused(new ArgumentException($"{member} is no member's number."));
        Member? gone = _state.Members.Members.FirstOrDefault(m => m.Number == member);
        WorkerId[] workers = _state.Members.End(member);
        if (_state.Job is not { } job)
            return default;
        job.Leave(workers, reason, member);

        // Those who waited for its part, if it was one too many, go on without it.
        foreach (string name in _state.Posts.Names)
            if (_state.Members.Members.Any(m => m.IsLive && !_state.Posts.Exchanged(name).Any(p => p.Member == m.Number)))
                TryExchange(name);

        // A process that takes part anew has entered under another number before its old one ends.
        int home = _state.Members.HomeOf(member);
        if (gone is { IsLive: true } && !_state.Members.HasHome(home))
            job.Lose(home, why ?? $"{gone.Who} left");
        return default;
    }

    private EntryResult Post(Posted posted, int member)
    {
        if (posted.Bytes < 0)
            return Refused(new ArgumentException($"'{posted.Name}' has {posted.Bytes} bytes."));
        _state.Posts.Add(member, posted);
        TryExchange(posted.Name);
        return default;
    }

    /// <summary>If all that are there have posted under a name, and are enough, their parts are what is exchanged.</summary>
    private void TryExchange(string name)
    {
        Member[] live = [.. _state.Members.Members.Where(m => m.IsLive)];
        IReadOnlyDictionary<int, Posted> posts = _state.Posts.Under(name);
        if (_manifest is not null && live.Sum(m => m.Workers) >= _manifest.Workers && Array.TrueForAll(live, m => posts.ContainsKey(m.Number)))
            _state.Posts.Exchange(name, live.Select(m => m.Number));
    }

    private EntryResult TakeOfDead(LogEntry entry, int member)
    {
        if (entry is MemberLeft left && left.Member == member)
            return default;

        // What it staged in vain is still to be cleared away.
        IEnumerable<UpdateRef> updates = entry switch
        {
            AttemptsPushed e => [e.Update],
            RowsWrittenBack e => [e.Update],
            StoreRestored e => [e.Owned],
            StepWanted e => from staged in e.Step where staged.Update is not null select staged.Update,
            _ => [],
        };
        foreach (UpdateRef update in updates)
            if (UpdateCheck.Mistake(update, member) is null && !Staged.Any(s => s.Member == member && s.Number == update.Number))
                _state.History.Discard(update);
        return Refused(new SeatLostException($"Member {member} left the job, or was given up by the others; what it appends since is refused."));
    }

    private static EntryResult Fenced => new() { Outcome = CommitOutcome.Fenced };

    private static EntryResult Refused(Exception error) => Fenced with { Error = error };
}
