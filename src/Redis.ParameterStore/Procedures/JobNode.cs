using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// One process's part in a job: the state that its procedures share. Everything needs the node's lock, but for the tables' values
/// (<see cref="StoreImage"/> has a lock of its own).
/// </summary>
internal sealed class JobNode
{
    private readonly List<EntryResult> _results = [];
    private long _generation;
    private long _numbers;

    /// <param name="keys">Names of the fit's keys.</param>
    /// <param name="settings">Times and limits.</param>
    /// <param name="manifest">What the job is; null: a store without a job.</param>
    /// <param name="manifestText">What all processes must have equal.</param>
    /// <param name="who">Machine and process, for people.</param>
    /// <param name="workers">How many workers the process brings.</param>
    internal JobNode(KeyNames keys, NodeSettings settings, JobManifest? manifest, string manifestText, string who, int workers)
    {
        (Keys, Settings, Manifest, ManifestText, Who, Workers) = (keys, settings, manifest, manifestText, who, workers);
        Replica = new(manifest, settings.SnapshotInterval);
        Image = new([], 0);
    }

    internal KeyNames Keys { get; }

    internal NodeSettings Settings { get; }

    internal JobManifest? Manifest { get; }

    internal string ManifestText { get; }

    internal string Who { get; }

    internal int Workers { get; }

    internal string Name => Manifest is { } job ? $"Job '{job.JobId}', fit {job.Fit}" : "The store";

    /// <summary>The state as far as the log was read.</summary>
    internal JobReplica Replica { get; private set; }

    /// <summary>The tables as far as updates were folded. Another object after the node was lost, or the store restored.</summary>
    internal StoreImage Image { get; private set; }

    /// <summary>The number under which the process takes part now; 0 while it does not.</summary>
    internal int Member { get; private set; }

    /// <summary>Rises whenever the node starts over as another member.</summary>
    internal int Term { get; private set; }

    /// <summary>Whether this process holds the lowest live seat or, when no seat is left, entered first of those that are there.</summary>
    internal bool IsLead
    {
        get
        {
            Member? lead = null;
            int lowest = int.MaxValue;
            foreach (Member member in Replica.Members)
            {
                if (!member.IsLive)
                    continue;
                int seat = member.Seats.Count == 0 ? int.MaxValue : member.Seats.Min(s => s.Seat);
                if (lead is null || seat < lowest)
                    (lead, lowest) = (member, seat);
            }
            return Member != 0 && lead?.Number == Member;
        }
    }

    internal Outbox Outbox { get; } = new();

    internal PushQueue Pushes { get; } = new();

    /// <summary>Own updates, as they were staged.</summary>
    internal KeptUpdates Kept { get; } = new();

    /// <summary>The coordinator's lease, if this process holds it: its token; 0 otherwise.</summary>
    internal long LeaseToken { get; set; }

    /// <summary>Server's time minus the node's clock, in nanoseconds, at the last answer.</summary>
    internal long ServerAhead { get; set; }

    /// <summary>The highest record that is known to be there, plus one; beyond the replica's cursor there is something to read.</summary>
    internal long Announced { get; set; }

    /// <summary>Somebody wants to know what is newest, not only what was read: raised to ask, reached when an append that began later was answered.</summary>
    internal long SyncWanted { get; private set; }

    internal long SyncDone { get; set; }

    /// <summary>Why the node cannot go on at all; null while it can.</summary>
    internal Exception? Fatal { get; private set; }

    /// <summary>The process says goodbye: its membership ends by its own word.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>This process asked the job to stop; said again if it takes part anew.</summary>
    internal StopReason? StopWanted { get; private set; }

    /// <summary>The node is to end: its procedures return.</summary>
    internal bool IsClosing { get; private set; }

    /// <summary>Raised when there is something to append or read.</summary>
    internal Signal Wanted { get; } = new();

    /// <summary>Raised when the replica, the image, the outbox's items or the node itself changed.</summary>
    internal Signal Changed { get; } = new();

    /// <summary>Appends an entry. What comes of it is in the item, once <see cref="Changed"/> was raised.</summary>
    internal OutboxItem Append(LogEntry entry, AppendTerms? terms = null, bool isUrgent = true)
    {
        var item = new OutboxItem(entry, terms);
        if (Fatal is not null)
            item.Fail(Fatal);
        else
            Outbox.Add(item, isUrgent);
        if (isUrgent)
            Wanted.Raise();
        return item;
    }

    /// <summary>A number for an update or a base that this process never used before.</summary>
    internal long TakeNumber() => ++_numbers;

    /// <summary>Asks for the newest records; there once <see cref="SyncDone"/> has reached what is returned.</summary>
    internal long WantSync()
    {
        SyncWanted++;
        Wanted.Raise();
        return SyncWanted;
    }

    /// <summary>Asks the job to stop.</summary>
    internal void Stop(StopReason reason)
    {
        StopWanted ??= reason;
        if (Member != 0)
            Append(new StopWanted(reason));
    }

    /// <summary>Takes the next record of the log.</summary>
    internal void Apply(LogRecord record)
    {
        _results.Clear();
        Replica.Apply(record, _results);
        if (Image.History != Replica.History)
            Image = Image.StartOver(Replica.History);
        if (record.Member == Member && Member != 0 && Outbox.Sent.Count > 0 && record.Sequence == Outbox.Sequence)
            Outbox.Complete(_results);
        foreach (LogEntry entry in record.Entries)
            if (entry is UpdateMissed missed && missed.Member == Member)
                Pushes.Restage(missed.Number);
        Kept.Forget(Replica.Base, Settings.KeptBytesMax);
        if (Replica.Diverged is { } diverged)
            Fail(new InvalidOperationException($"{Name}: {diverged}"));
        if (!IsLeaving && Array.Exists(record.Entries, e => e is MemberBuried buried && buried.Member == Member || e is MemberLeft left && left.Member == Member)
            && !Replica.IsLive(Member))
            Lose("the others gave this process up, because it was silent for too long");
        Changed.Raise();
    }

    /// <summary>A record, or the number of one, came over the channel. It may be late, early, or lost; the log is what counts.</summary>
    internal void Heard(ReadOnlySpan<byte> message)
    {
        if (!PublishedRecord.TryParse(message, out long index, out ReadOnlySpan<byte> stored) || Member == 0)
            return;
        Announced = Math.Max(Announced, index + 1);
        if (index == Replica.Cursor && PublishedRecord.Follows(Replica.Chain, stored))
            Apply(LogCodec.Decode(index, stored));
        else if (index >= Replica.Cursor)
            Wanted.Raise();
    }

    /// <summary>The process takes part under a number, with the state as it was saved or from the beginning.</summary>
    internal void Enter(int member)
    {
        Member = member;
        if (Image.History != Replica.History)
            Image = Image.StartOver(Replica.History);
        Append(new MemberEntered(Who, Workers, Manifest?.Home ?? 0));

        // Those that the log has already are found again.
        foreach (TableSpec spec in Image.Specs)
            Append(new TableWanted(spec.Name, SpecText.Of(spec)));
        if (StopWanted is { } reason)
            Append(new StopWanted(reason));
        Changed.Raise();
    }

    /// <summary>The process's membership is gone, or what it knew is. All that was under way fails; it may enter again.</summary>
    internal void Lose(string why)
    {
        Member = 0;
        Term++;
        LeaseToken = 0;
        Announced = 0;
        Replica = new(Manifest, Settings.SnapshotInterval);
        Image = Image.StartOver(0);
        Kept.Clear();
        var lost = new SeatLostException($"{Name}: {why}; the process takes part anew, and what it was doing is done again.");
        Outbox.Reset(lost);
        Pushes.Fail(lost);
        Changed.Raise();
    }

    /// <summary>A number for the next base, above all that the log names and that this process tried before: a late SET of an earlier try must not meet it.</summary>
    internal long NextGeneration() => _generation = Math.Max(_generation, Replica.Base?.Generation ?? 0) + 1;

    /// <summary>Nothing can go on.</summary>
    internal void Fail(Exception error)
    {
        Fatal ??= error;
        Outbox.Reset(error);
        Pushes.Fail(error);
        Wanted.Raise();
        Changed.Raise();
        Pushes.Wanted.Raise();
    }

    /// <summary>The node ends.</summary>
    internal void Close()
    {
        IsClosing = true;
        Wanted.Raise();
        Changed.Raise();
        Pushes.Wanted.Raise();
    }

    /// <summary>Whether <see cref="ThrowIfLost"/> throws.</summary>
    internal bool IsLost(int? term) => Fatal is not null || IsClosing || (term is not null && term != Term);

    /// <exception cref="Exception">The node cannot go on, or not as the member that it was in a term.</exception>
    internal void ThrowIfLost(int? term)
    {
        if (Fatal is not null)
            throw new JobFailedException($"{Name} failed: {Fatal.Message}", Fatal);
        if (IsClosing)
            throw new ObjectDisposedException(Name);
        if (term is not null && term != Term)
            throw new SeatLostException($"{Name}: this process lost its place in the job and takes part anew.");
    }

    /// <summary>The job ends with an error, for the caller.</summary>
    internal JobFailedException Failed(string why) => new($"{Name}, failed: {why}", new InvalidOperationException(why));

    /// <summary>Who takes part and how far each is, for messages.</summary>
    internal string Describe()
    {
        IReadOnlyList<SeatStatistics> seats = Replica.Statistics.Seats;
        var parts = Replica.Members.Where(m => m.IsLive).Select(m =>
            $"{m.Who}: {(m.Seats.Count == 0 ? "no worker" : string.Join(", ", m.Seats.Select(s => $"seat {s.Seat} (clock {seats.FirstOrDefault(t => t.Worker == s).Clocks})")))}");
        return $"Processes: {string.Join("; ", parts)}.";
    }

    /// <summary>A table's spec is known here, under the id that the log gave it.</summary>
    internal void Know(TableId table, TableSpec spec)
    {
        Image.Add(table, spec);
        Changed.Raise();
    }
}
