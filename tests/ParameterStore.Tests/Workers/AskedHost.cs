namespace ParameterStore.Tests;

/// <summary>A host whose gate a test asks itself, so that a session finds the answer there and nothing is asynchronous.</summary>
internal sealed class AskedHost(IJobHost inner, PlantedHandover planted) : DelegatingHost(inner)
{
    private readonly Dictionary<WorkerId, ValueTask<Grant>> _asked = [];

    /// <summary>A seat is ready for its next clock.</summary>
    public void Ask(WorkerId worker) => _asked.Add(worker, Inner.ReadyAsync(worker, CancellationToken.None));

    public bool HasAsked(WorkerId worker) => _asked.ContainsKey(worker);

    public bool IsAnswered(WorkerId worker) => _asked.TryGetValue(worker, out ValueTask<Grant> wait) && wait.IsCompleted;

    public override ValueTask<Grant> ReadyAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        if (!_asked.Remove(worker, out ValueTask<Grant> wait))
            throw new InvalidOperationException($"{worker} did not ask.");
        Grant grant = wait.Result;
        if (grant.StopAt is not null || planted is PlantedHandover.None or PlantedHandover.PushesAbortedWork)
            return new(grant);
        var work = new SeatBlocks(grant.Blocks, grant.Holdings, grant.HandsOver);
        work = planted == PlantedHandover.NamesNoHoldings ? work with { Holdings = new int[grant.Holdings.Length] } : work with { HandsOver = default };
        return new(Grant.Run(grant.Attempt, grant.Bound, work, grant.StepScale));
    }
}
