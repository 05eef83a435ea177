using System.Globalization;

namespace Redis.ParameterStore;

/// <summary>
/// Saves the job's state at a cursor and trims the log well behind it: who enters from then on loads it and reads the rest. Result: whether the
/// log took it.
/// </summary>
internal sealed class SaveState(JobNode node, SavedState state) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        int term = node.Term;
        long token = node.LeaseToken;
        int member = node.Member;
        var replaced = node.Replica.Snapshot;
        var commands = new List<Command>();
        BlobChunks.Set(commands, state.Bytes, chunk => node.Keys.Snapshot(state.Cursor, member, chunk), node.Settings.AbandonedMs);
        var saving = new Delivery(node, [new(node.Keys.Head, Lane.Data, [.. commands]) { Bytes = state.Bytes.Length }], "saving the job's state");
        foreach (Step step in Call(saving))
            yield return step;
        if (node.Term != term || node.LeaseToken != token)
            yield break;
        string place = string.Create(CultureInfo.InvariantCulture, $"{state.Cursor} {member} {state.Bytes.Length}");
        var terms = new AppendTerms(token, Snapshot: place, KeepFrom: Math.Max(0, state.Cursor - node.Settings.RecordsKept));
        OutboxItem item = node.Append(new StateSaved(state.Cursor, state.Bytes.Length, state.Hash), terms);
        while (!item.IsDone)
            yield return Step.Wait(node.Changed);
        if (replaced is { } old && item is { IsRefused: false, Error: null })
            yield return Step.Send(Unlink(old.Cursor, old.Member, old.Bytes));
        Result = item is { IsRefused: false, Error: null, Result.Error: null };
    }

    // Once, without a second try: what stays is gone with the job's other keys.
    private Batch Unlink(long cursor, int member, int bytes) => new(
        node.Keys.Head, Lane.Control, Command.Unlink([.. Enumerable.Range(0, BlobChunks.Count(bytes)).Select(chunk => node.Keys.Snapshot(cursor, member, chunk))]));
}
