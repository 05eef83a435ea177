using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Waits at the gate: until every process derives from the log that the seat is let through, or that the job is over. Every wait has an end, which
/// names who is missing or slowest.
/// </summary>
/// <param name="node">The process.</param>
/// <param name="worker">Whose turn.</param>
/// <param name="term">The term in which the seat was taken.</param>
/// <param name="asks">Whether the seat still has to say that it is ready: its first clock. Later it is ready by its push.</param>
internal sealed class AwaitGrant(JobNode node, WorkerId worker, int term, bool asks) : Procedure<Grant>
{
    protected override IEnumerable<Step> Run()
    {
        node.ThrowIfLost(term);
        long began = Reply.Now;
        long newest = node.Replica.Version.Index;
        if (asks)
            node.Append(new SeatReady(worker));
        while (true)
        {
            node.ThrowIfLost(term);
            if (node.Replica.Failure is { } failure)
                throw node.Failed(failure);
            if (node.Replica.TryGetGrant(worker, out Grant grant, out long notBefore))
            {
                long opens = (notBefore * 1000) - node.ServerAhead;
                if (grant.StopAt is not null || notBefore == 0 || opens <= Reply.Now)
                {
                    Result = grant;
                    yield break;
                }
                yield return Step.Wait(node.Changed, opens);
                continue;
            }
            if (node.Replica.Version.Index != newest)
            {
                // The others get on: one that stands by, with no block left for it, waits as long as they need.
                newest = node.Replica.Version.Index;
                began = Reply.Now;
            }
            if (!node.Replica.Has(worker) && !asks)
                throw new SeatLostException($"{node.Name}: the worker of {worker} was given up.");
            yield return Step.Wait(node.Changed, Deadline(began));
        }
    }

    private long Deadline(long began)
    {
        NodeSettings settings = node.Settings;
        bool hasGathered = node.Replica.HasGathered;
        long until = began + (hasGathered ? settings.GateTimeout : settings.GatherTimeout);
        if (Reply.Now < until)
            return until;
        int present = node.Replica.Statistics.Seats.Count(s => s.IsActive);
        int wanted = node.Manifest!.Workers;
        string waited = $"the worker of {worker} waited {(until - began) / 1e9:0.#} s";
        throw node.Failed(hasGathered
            ? $"{waited} at the gate, until GateTimeout, and nobody got on. {node.Describe()}"
            : $"{waited} for {wanted} workers, until GatherTimeout, but only {present} have come: {node.Describe()} Start {wanted - present} more, or lower WorkersTotal.");
    }
}
