using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Waits until the policy wants a measure and this process is the lead; for as long as the node lives.</summary>
internal sealed class AwaitMeasureWish(JobNode node) : Procedure<MeasureWish>
{
    protected override IEnumerable<Step> Run()
    {
        while (!IsMine())
        {
            node.ThrowIfLost(null);
            if (node.Replica.Failure is { } failure)
                throw node.Failed(failure);
            yield return Step.Wait(node.Changed, () => IsMine() || node.IsLost(null) || node.Replica.Failure is not null);
        }

        Result = new(node.Replica.MeasuresWanted[0], PullBound.AtLeast(node.Replica.Version.Index));
    }

    private bool IsMine() => node.Replica.MeasuresWanted.Count > 0 && node.IsLead;
}
