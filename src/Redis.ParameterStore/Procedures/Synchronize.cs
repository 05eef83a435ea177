using System.Globalization;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>
/// Keeps the process in step with the job's log: appends what the outbox holds, reads what others appended, and shows that the process lives. One
/// append at a time; what comes meanwhile goes with the next. Runs until the node is closed.
/// </summary>
internal sealed class Synchronize(JobNode node) : Procedure<bool>
{
    private const int BeatsPerLease = 5;
    private const string LostTail = "the server lost its newest records in a failover";

    // Entering and being thrown out at once so often is no failover: the log is not what the head says.
    private const int EntriesInVainMax = 5;
    private const long PauseInVain = 50_000_000;

    private long _nextBeat;
    private int _member;
    private long _enteredAt;
    private int _entriesInVain;

    protected override IEnumerable<Step> Run()
    {
        while (node.Fatal is null)
        {
            if (node.Member == 0)
            {
                var entering = new EnterJob(node);
                foreach (Step step in Call(entering))
                    yield return step;
                if (_member != 0)
                    node.Append(new MemberLeft(_member));
                _member = entering.Result;
                _enteredAt = node.Replica.Cursor;
                continue;
            }

            if (!HasToAsk(Reply.Now))
            {
                if (node.IsClosing)
                    yield break;
                yield return Step.Wait(node.Wanted, _nextBeat);
                continue;
            }

            long cursor = node.Replica.Cursor;
            foreach (Step step in Exchange())
                yield return step;
            if (node.Member != 0 || cursor > _enteredAt)
                _entriesInVain = node.Replica.Cursor > _enteredAt ? 0 : _entriesInVain;
            else if (++_entriesInVain >= EntriesInVainMax)
                throw new JobGoneException($"{node.Name}: its log is not the one that its other keys tell of; a part of the keys is gone or was changed by something else. Delete the keys of the job, or use another job id.");
            else
                yield return Step.WaitUntil(Reply.Now + PauseInVain);
        }
    }

    private bool HasToAsk(long now) =>
        node.Outbox.IsUrgent || node.Outbox.Sent.Count > 0 || node.Announced > node.Replica.Cursor || node.SyncWanted > node.SyncDone || (now >= _nextBeat && !node.IsClosing);

    private IEnumerable<Step> Exchange()
    {
        byte[] body = node.Outbox.Sent.Count > 0 ? [] : node.Outbox.Take(node.Member);
        (long cursor, string chain) = (node.Replica.Cursor, node.Replica.Chain);
        long wanted = node.SyncWanted;
        long announced = node.Announced;
        int term = node.Term;
        var delivery = new Delivery(node, [Request(body)], "appending to the job's log");
        foreach (Step step in Call(delivery))
            yield return step;
        if (node.Term != term)
            yield break;
        _nextBeat = Reply.Now + (node.Settings.Lease / BeatsPerLease);
        Take(delivery.Result[0].Results[0].Items, cursor, chain, announced);
        if (node.Term == term && node.Replica.Cursor >= node.Announced)
            node.SyncDone = wanted;
        node.Changed.Raise();
    }

    private Batch Request(byte[] body)
    {
        AppendTerms? terms = body.Length > 0 ? node.Outbox.Sent[0].Terms : null;
        Command append = Command.Call(
            Script.Append,
            [node.Keys.Head, node.Keys.Log],
            Number(node.Member), Number(node.Outbox.Sequence), Number(node.Replica.Cursor), Ascii(node.Replica.Chain), Number(terms?.Token ?? 0), body,
            Number(NodeSettings.ReadBytesMax), Ascii(node.Keys.Channel), Number(terms?.Bury ?? 0), Number(terms?.BuryAfterUs ?? 0), Ascii(terms?.Snapshot ?? "-1"), Number(terms?.KeepFrom ?? -1));

        // A read that somebody waits for is answered when replicas have what it saw: reading is a beat, and so a write.
        return (body.Length > 0 || node.SyncWanted > node.SyncDone) && node.Settings.WaitReplicas > 0
            ? new(node.Keys.Head, Lane.Control, append, Command.Wait(node.Settings.WaitReplicas, 1000))
            : new(node.Keys.Head, Lane.Control, append);
    }

    private void Take(CommandResult[] answer, long cursor, string chain, long announced)
    {
        string status = Encoding.ASCII.GetString(answer[0].Bytes.Span);
        node.ServerAhead = (Parse(answer[1]) * 1000) - Reply.Now;
        switch (status)
        {
            case "gone":
                throw new JobGoneException($"{node.Name}: its keys are gone from Redis; they were flushed, expired, evicted, or lost with their server. Start the job anew.");
            case "unknown":
                node.Lose("the server does not know this process any more");
                return;
            case "trimmed":
                node.Lose("this process was so far behind that the log it needs was trimmed");
                return;
            case "rolledback":
                node.Lose(LostTail);
                return;
            case "fenced":
                node.LeaseToken = 0;
                node.Outbox.Refuse();
                break;
            case "alive":
                node.Outbox.Refuse();
                break;
        }

        // What was announced before the server looked is there, or a failover took it away: its word counts.
        node.Announced = node.Announced > announced ? Math.Max(node.Announced, Parse(answer[3])) : Parse(answer[3]);
        for (int i = 4; i < answer.Length && node.Member != 0; i++)
        {
            // The server looked at the chain that was sent, and at once at what follows it.
            long index = cursor + i - 4;
            ReadOnlySpan<byte> stored = answer[i].Bytes.Span;
            if (!PublishedRecord.Follows(chain, stored))
                throw new InvalidDataException($"{node.Name}: record {index} of its log was written or changed by something else. Delete the keys of the job, or use another job id.");

            // What was heard since the request went out may be of a tail that a failover has taken away.
            if (index == node.Replica.Cursor && chain != node.Replica.Chain)
            {
                node.Lose(LostTail);
                return;
            }
            chain = Encoding.ASCII.GetString(stored[..LogCodec.ChainStart.Length]);
            if (index == node.Replica.Cursor)
                node.Apply(LogCodec.Decode(index, stored));
        }

        // It was accepted, but the log as this process knows it has another record in its place.
        if (node.Member != 0 && node.Outbox.Sent.Count > 0 && node.Replica.Cursor >= node.Announced)
            node.Lose(LostTail);
    }

    private static long Parse(in CommandResult result) => long.Parse(Encoding.ASCII.GetString(result.Bytes.Span), CultureInfo.InvariantCulture);

    private static byte[] Number(long number) => Ascii(number.ToString(CultureInfo.InvariantCulture));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
