namespace Redis.ParameterStore;

/// <summary>Unlinks blobs that, by the log's word of some time ago, nobody needs any more, then says so in the log. Doing it twice is harmless. Result: whether the log took it.</summary>
internal sealed class RemoveGarbage(JobNode node, RipeGarbage ripe, int most) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        int term = node.Term;
        long token = node.LeaseToken;

        // While the control slot has no master, nobody knows which records the next one will have.
        long wanted = node.WantSync();
        while (node.SyncDone < wanted && node.Term == term && node.Fatal is null && !node.IsClosing)
            yield return Step.Wait(node.Changed);
        if (node.SyncDone < wanted || node.Term != term || node.LeaseToken != token)
            yield break;
        UpdateRef[] updates = [.. node.Replica.Garbage.Take(Math.Min(most, ripe.Updates))];
        BaseRef[] bases = [.. node.Replica.OldBases.Where(b => b.Generation < ripe.BasesBefore)];
        if (updates.Length == 0 && bases.Length == 0)
        {
            ripe.Removed(ripe.Updates);
            Result = true;
            yield break;
        }
        Batch[] batches = LiveKeys.ToBatches(node.Keys, LiveKeys.Of(node.Keys, updates, bases), keys => [Command.Unlink([.. keys])]);
        if (batches.Length > 0)
            foreach (Step step in Call(new Delivery(node, batches, "unlinking what is not needed")))
                yield return step;
        if (node.Term != term || node.LeaseToken != token)
            yield break;
        long basesBefore = bases.Length == 0 ? 0 : bases.Max(b => b.Generation) + 1;
        OutboxItem item = node.Append(new GarbageRemoved(updates.Length, basesBefore), new AppendTerms(token));
        while (!item.IsDone)
            yield return Step.Wait(node.Changed);
        Result = item is { IsRefused: false, Error: null, Result.Error: null };
        if (Result)
            ripe.Removed(updates.Length);
    }
}
