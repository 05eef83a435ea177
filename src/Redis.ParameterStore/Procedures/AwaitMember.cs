namespace Redis.ParameterStore;

/// <summary>Waits until the process is a member of the job and has seen its own entering in the log.</summary>
internal sealed class AwaitMember(JobNode node) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        while (node.Member == 0 || !node.Replica.Members.Any(m => m.Number == node.Member))
        {
            node.ThrowIfLost(null);
            yield return Step.Wait(node.Changed);
        }
        Result = true;
    }
}
