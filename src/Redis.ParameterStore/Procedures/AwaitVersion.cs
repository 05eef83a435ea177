using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Waits until the process's image has folded what a bound asks for. What cannot come any more is thrown.</summary>
/// <param name="node">The process.</param>
/// <param name="bound">The version wanted.</param>
/// <param name="term">The node's term in which the bound has a meaning: after a rollback versions have other indices.</param>
/// <param name="synchronizes">Whether to look into the log first: for callers to whom nobody said what is there.</param>
internal sealed class AwaitVersion(JobNode node, PullBound bound, int term, bool synchronizes) : Procedure<StoreVersion>
{
    protected override IEnumerable<Step> Run()
    {
        if (synchronizes)
        {
            long wanted = node.WantSync();
            while (node.SyncDone < wanted)
            {
                node.ThrowIfLost(term);
                yield return Step.Wait(node.Changed);
            }
        }

        node.ThrowIfLost(term);
        if (!node.Replica.Members.Any(m => m.Number == node.Member))
            throw new SeatLostException($"{node.Name}: this process takes part anew and has not read the log yet.");
        long newest = node.Replica.Version.Index;
        if (bound.Mode == PullMode.Newest ? false : bound.Mode == PullMode.AtLeast ? newest < bound.Index : newest != bound.Index && node.Image.Version.Index != bound.Index)
            throw new VersionUnavailableException($"A pull asks for {bound.Mode} version {bound.Index}, but the store is at version {newest} and keeps no other.");
        long target = bound.Mode == PullMode.Newest ? newest : bound.Index;
        bool isThere() => node.Image.IsLoaded && node.Image.Version.Index >= target;
        while (!isThere())
        {
            if (node.Replica.Tables.Count > node.Image.Tables.Count)
                throw new InvalidOperationException($"{node.Name} has the table '{node.Replica.Tables[node.Image.Tables.Count].Name}', which this process did not create; every process creates all tables, in one order, before it pulls.");
            yield return Step.Wait(node.Changed, () => isThere() || node.IsLost(term) || node.Replica.Tables.Count > node.Image.Tables.Count);
            node.ThrowIfLost(term);
        }
        Result = node.Image.Version;
    }
}
