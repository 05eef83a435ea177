namespace Redis.ParameterStore;

/// <summary>Queues a worker's push and waits until it is staged and in the log.</summary>
/// <param name="node">The process.</param>
/// <param name="item">The push; checked.</param>
/// <param name="term">The term in which the seat was taken; null for a store without a job.</param>
internal sealed class PushWork(JobNode node, PushItem item, int? term) : Procedure<EntryResult>
{
    protected override IEnumerable<Step> Run()
    {
        node.ThrowIfLost(term);
        node.Pushes.Add(item);
        while (!item.IsDone)
            yield return Step.Wait(node.Changed, () => item.IsDone);
        if (item.Error is { } error)
            throw error;
        Result = item.Result;
    }
}
