namespace Redis.ParameterStore;

/// <summary>
/// Entries that wait to be appended, and the one record that is on its way: while it is, what comes queues up and goes with the next. Needs the node's lock.
/// </summary>
internal sealed class Outbox
{
    private readonly Queue<OutboxItem> _queued = new();
    private readonly List<OutboxItem> _sent = [];

    /// <summary>Whether something waits that must not wait for other reasons to append.</summary>
    internal bool IsUrgent { get; private set; }

    /// <summary>The record on its way; empty for none.</summary>
    internal IReadOnlyList<OutboxItem> Sent => _sent;

    /// <summary>Its number.</summary>
    internal long Sequence { get; private set; }

    internal void Add(OutboxItem item, bool isUrgent)
    {
        _queued.Enqueue(item);
        IsUrgent |= isUrgent;
    }

    /// <summary>Takes what goes into the next record.</summary>
    /// <returns>Its body; empty if nothing waits.</returns>
    internal byte[] Take(int member)
    {
        if (_queued.Count == 0)
            return [];
        Sequence++;
        var entries = new List<LogEntry>();
        int bytes = 0;
        do
        {
            OutboxItem item = _queued.Dequeue();
            _sent.Add(item);
            entries.Add(item.Entry);
            bytes += SizeOf(item.Entry);
        }
        while (_queued.Count > 0 && _sent[0].Terms is null && _queued.Peek().Terms is null && bytes < LogCodec.BodyBytesMax / 2);
        IsUrgent = _queued.Count > 0;
        return LogCodec.Encode(member, Sequence, _sent[0].Terms?.Token ?? 0, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries));
    }

    /// <summary>The record is in the log.</summary>
    internal void Complete(List<EntryResult> results)
    {
        for (int i = 0; i < _sent.Count; i++)
            _sent[i].Complete(results[i]);
        _sent.Clear();
    }

    /// <summary>The record was refused by its terms; its number is not used again.</summary>
    internal void Refuse()
    {
        foreach (OutboxItem item in _sent)
            item.Refuse();
        _sent.Clear();
    }

    /// <summary>All is lost that was queued or sent; numbers start over, for another member.</summary>
    internal void Reset(Exception error)
    {
        foreach (OutboxItem item in _sent)
            item.Fail(error);
        foreach (OutboxItem item in _queued)
            item.Fail(error);
        _sent.Clear();
        _queued.Clear();
        (Sequence, IsUrgent) = (0, false);
    }

    // Roughly, and rather too much: what makes a record long are owned parts and losses.
    private static int SizeOf(LogEntry entry) => entry switch
    {
        AttemptsPushed pushed => 128 + (24 * pushed.Update.Owned.Length) + pushed.Attempts.Sum(a => 48 + (16 * a.Losses.Length)),
        RowsWrittenBack written => 64 + (24 * written.Update.Owned.Length),
        TableWanted table => 64 + table.Spec.Length,
        _ => 128,
    };
}
