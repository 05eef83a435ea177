namespace Redis.ParameterStore;

/// <summary>Appends an entry and waits for what comes of it. A refusal is thrown.</summary>
/// <param name="node">Whose log.</param>
/// <param name="entry">What happened.</param>
/// <param name="term">The node's term in which the entry has a meaning; null: any. In another the seat is lost.</param>
internal sealed class AppendAndWait(JobNode node, LogEntry entry, int? term = null) : Procedure<EntryResult>
{
    protected override IEnumerable<Step> Run()
    {
        node.ThrowIfLost(term);
        OutboxItem item = node.Append(entry);
        while (!item.IsDone)
            yield return Step.Wait(node.Changed, () => item.IsDone);
        if ((item.Error ?? item.Result.Error) is { } error)
            throw error;
        Result = item.Result;
    }
}
