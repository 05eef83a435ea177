namespace Redis.ParameterStore;

/// <summary>
/// Waits until every process that the job starts with has posted its part. Result: the parts, in the order in which the processes entered; the same in
/// all of them, also if some have left meanwhile.
/// </summary>
/// <param name="node">The process.</param>
/// <param name="name">Under which name.</param>
/// <param name="term">The term in which the process posted its own part.</param>
internal sealed class AwaitParts(JobNode node, string name, int term) : Procedure<(int Member, Posted Posted)[]>
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    protected override IEnumerable<Step> Run()
    {
        long begun = Reply.Now;
        long until = begun + node.Settings.GatherTimeout;
        while (true)
        {
            node.ThrowIfLost(term);
            if (node.Replica.Failure is { } failure)
                throw node.Failed(failure);
            IReadOnlyList<(int Member, Posted Posted)> parts = node.Replica.Exchanged(name);
            if (parts.Any(p => p.Member == node.Member))
            {
                Result = [.. parts];
                yield break;
            }

            // the keys of a job that has ended go after a while, and then nobody could say who was missing
            if (node.Replica.StoppedAt is not null)
                until = Math.Min(until, begun + (node.Settings.EndedMs * NanosecondsPerMillisecond / 2));
            if (Reply.Now >= until)
                throw node.Failed(WhoIsMissing());
            yield return Step.Wait(node.Changed, until);
        }
    }

    private string WhoIsMissing()
    {
        Member[] live = [.. node.Replica.Members.Where(m => m.IsLive)];
        IReadOnlyDictionary<int, Posted> posted = node.Replica.PostedUnder(name);
        string silent = string.Join(", ", live.Where(m => !posted.ContainsKey(m.Number)).Select(m => m.Who));
        return $"'{name}' was waited for until GatherTimeout{(node.Replica.StoppedAt is null ? "" : ", or for half of KeepEnded, since the job has ended")}; {live.Sum(m => m.Workers)} of {node.Manifest!.Workers} workers have come{(silent.Length == 0 ? "" : $", and {silent} posted no part")}.";
    }
}
