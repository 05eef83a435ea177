namespace Redis.ParameterStore;

/// <summary>Waits for the validation loss after an epoch. Result: null if this process is the lead and has to measure it.</summary>
internal sealed class AwaitMeasure(JobNode node, int epoch) : Procedure<double?>
{
    protected override IEnumerable<Step> Run()
    {
        long until = Reply.Now + node.Settings.GateTimeout;
        while (node.Replica.MeasureOf(epoch) is null && !node.IsLead)
        {
            node.ThrowIfLost(null);
            if (node.Replica.Failure is { } failure)
                throw node.Failed(failure);
            if (Reply.Now >= until)
                throw node.Failed($"nobody measured the validation loss of epoch {epoch + 1} until GateTimeout. {node.Describe()}");
            yield return Step.Wait(node.Changed, until);
        }
        Result = node.Replica.MeasureOf(epoch);
    }
}
