using System.Runtime.InteropServices;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// Holds a policy to its staleness bound, by accounts of its own: at a release a worker is at most s clocks ahead of the slowest active one,
/// and at most s + 1 just after its push.
/// </summary>
internal sealed class StalenessCheck(int staleness)
{
    // Clocks of the seats in the job; below 0 whoever is not.
    private readonly List<int> _clocks = [];

    /// <summary>The largest lead at a release.</summary>
    internal int LeadMax { get; private set; }

    /// <summary>Takes an event, before the policy does.</summary>
    internal void On(in SyncEvent e)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                while (_clocks.Count <= e.Worker.Seat)
                    _clocks.Add(-1);
                _clocks[e.Worker.Seat] = e.Clock;
                break;
            case SyncEventKind.Left:
                _clocks[e.Worker.Seat] = -1;
                break;
            case SyncEventKind.Ready:
                _clocks[e.Worker.Seat] = e.Clock;
                break;
            case SyncEventKind.Pushed:
                _clocks[e.Worker.Seat] = e.Clock + 1;
                Require(e.Attempt, e.Clock + 1, staleness == int.MaxValue ? int.MaxValue : staleness + 1, "was pushed");
                break;
        }
    }

    /// <summary>Takes a decision.</summary>
    /// <exception cref="InvalidOperationException">It lets a worker through that is too far ahead.</exception>
    internal void On(in SyncDecision decision)
    {
        if (decision.Kind == SyncDecisionKind.Release)
            LeadMax = Math.Max(LeadMax, Require(decision.Attempt, decision.Attempt.Clock, staleness, "was let through"));
    }

    private int Require(AttemptId attempt, int clock, int most, string what)
    {
        int slowest = int.MaxValue;
        foreach (int each in CollectionsMarshal.AsSpan(_clocks))
            slowest = each >= 0 && each < slowest ? each : slowest;
        int lead = clock - slowest;
        return lead <= most
            ? lead
            : throw new InvalidOperationException($"{attempt} {what} {lead} clocks ahead of the slowest; the policy's bound allows {most}.");
    }
}
