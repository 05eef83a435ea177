using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Stages the pushes of the process's workers on all parameter shards, then appends the record that names them. What is queued while one is
/// under way goes together: summed up to one update where the policy and the folds of the tables allow it. Runs until the node is closed.
/// </summary>
internal sealed class PushUpdates(JobNode node) : Procedure<bool>
{
    private readonly PushEncoder _encoder = new(node.Settings.Codec);
    private readonly List<PushGroup> _groups = [];

    protected override IEnumerable<Step> Run()
    {
        while (!node.IsClosing && node.Fatal is null)
        {
            if (node.Pushes.TryTakeRestage(out long number))
            {
                if (node.Kept.Find(number) is { } kept)
                    foreach (Step step in Stage([kept]))
                        yield return step;
                continue;
            }
            if (node.Pushes.IsEmpty || node.Member == 0)
            {
                yield return node.Pushes.IsEmpty ? Step.Wait(node.Pushes.Wanted) : Step.Wait(node.Changed);
                continue;
            }

            foreach (Step step in AwaitRoom())
                yield return step;
            if (node.Pushes.HasRestage || node.Member == 0)
                continue;
            foreach (Step step in Push())
                yield return step;
        }
    }

    /// <summary>Waits while too much lies in the parameter shards that no base covers.</summary>
    private IEnumerable<Step> AwaitRoom()
    {
        long until = Reply.Now + node.Settings.RedisTimeout;
        (long, BaseRef?) last = default;

        // What others miss goes first: without it no base can be written.
        while (node.Member != 0 && !node.Pushes.HasRestage && node.Replica.UncompactedBytes > 2 * node.Settings.UncompactedBytesMax)
        {
            (long, BaseRef?) now = (node.Replica.UncompactedBytes, node.Replica.Base);
            if (now != last)
                (last, until) = (now, Reply.Now + node.Settings.RedisTimeout);
            if (Reply.Now >= until)
                throw new RedisUnavailableException($"{node.Name}: {node.Replica.UncompactedBytes:N0} bytes of updates wait for the coordinator to fold them into a base, and it did not for {node.Settings.RedisTimeout / 1e9:0.#} s. Raise UncompactedBytesMax, or look at the processes' logs.");
            yield return Step.Wait(node.Changed, until);
        }
    }

    private IEnumerable<Step> Push()
    {
        int term = node.Term;
        Group(node.Pushes.Take());
        StoreImage image = node.Image;
        int shards = node.Keys.Shards;
        PushGroup[] groups = [.. _groups];
        yield return Step.Do(() =>
        {
            foreach (PushGroup group in groups)
                _encoder.Encode(group.Items, group.Update, image.Specs, shards);
        });
        if (node.Term != term)
            yield break;
        foreach (Step step in Stage([.. groups.Select(g => g.Update)]))
            yield return step;
        if (node.Term != term)
            yield break;
        foreach (PushGroup group in groups)
        {
            node.Kept.Add(group.Update);
            group.Append(node);
        }
        bool isOver() => node.Term != term || node.Fatal is not null || Array.TrueForAll(groups, g => g.IsAppended);
        while (!isOver())
            yield return Step.Wait(node.Changed, isOver);
        if (node.Term != term)
            yield break;
        foreach (PushGroup group in groups)
            group.Complete();
        node.Changed.Raise();
    }

    private void Group(IReadOnlyList<PushItem> items)
    {
        _groups.Clear();
        foreach (PushItem item in items)
        {
            bool joins = node.Settings.Combines && _groups.Count > 0 && IsCombinable(item) && IsCombinable(_groups[^1].Items[0]);
            if (!joins)
                _groups.Add(new(new StagedUpdate(node.TakeNumber(), node.Keys.Shards)));
            _groups[^1].Items.Add(item);
        }
    }

    // Two pushes under one weight and lag are not one push, unless they are only added.
    private bool IsCombinable(PushItem item)
    {
        foreach (ref readonly TablePush part in item.Push.Tables)
            if (!node.Image.Tables[part.Table.Index].Spec.Fold.IsAdditive)
                return false;
        return item.IsCombinable;
    }

    private IEnumerable<Step> Stage(StagedUpdate[] updates)
    {
        Batch[] batches = [.. updates.SelectMany(u => u.ToBatches(node.Keys, node.Member, node.Settings.AbandonedMs, node.Settings.WaitReplicas))];
        if (batches.Length == 0)
            yield break;
        foreach (StagedUpdate update in updates)
            update.IsSending = true;
        var staging = new Delivery(node, batches, "staging an update");
        foreach (Step step in Call(staging))
            yield return step;
        foreach (StagedUpdate update in updates)
        {
            update.IsSending = false;
            update.MaySendLater |= staging.MaySendLater;
        }
    }
}
