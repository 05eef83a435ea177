namespace Redis.ParameterStore;

/// <summary>
/// Waits, after the job stopped, until no seat of any process has still to write owned rows back, and until the server says so too: what was only heard
/// may be of a tail that a failover takes away.
/// </summary>
internal sealed class AwaitCompleted(JobNode node) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        long began = Reply.Now, lastAtWork = began;
        long wanted = 0;
        while (!IsOver || wanted == 0 || node.SyncDone < wanted)
        {
            node.ThrowIfLost(null);
            if (node.Replica.Failure is { } failure)
                throw node.Failed(failure);

            // A worker that is in the middle of a long block learns of the stop at its end.
            bool isAnyoneAtWork = IsAnyoneAtWork;
            if (isAnyoneAtWork)
                lastAtWork = Reply.Now;
            long until = (isAnyoneAtWork ? began + node.Settings.GateTimeout : lastAtWork) + node.Settings.RedisTimeout + (2 * node.Settings.Lease);
            if (Reply.Now >= until)
                throw node.Failed($"{(node.Replica.StoppedAt is null ? "this process's workers had left the job when it stopped, but it has not stopped any more: its end was lost in a failover. Start the processes again with the same job id, and they go on; WaitReplicas = 1 loses nothing" : "the job stopped, but not all workers have left it")}. {node.Describe()}");
            if (!IsOver)
                wanted = 0;
            else if (wanted == 0)
                wanted = node.WantSync();
            yield return Step.Wait(node.Changed, until);
        }
        Result = true;
    }

    private bool IsAnyoneAtWork => node.Replica.Members.Any(m => m.IsLive && m.Seats.Count > 0);

    private bool IsOver => node.Member != 0 && node.Replica.StoppedAt is not null && !IsAnyoneAtWork;
}
