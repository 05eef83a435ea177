using ParameterStore;

namespace Distributed.Simulation;

/// <summary>Feeds the production policy through the production driver, and checks and records both sides.</summary>
internal sealed class PolicyHost
{
    private readonly PolicyDriver _driver;
    private readonly StalenessCheck _check;
    private readonly RunRecorder _recorder;
    private readonly Dictionary<int, int> _active = [];

    internal PolicyHost(ISyncPolicy policy, RunRecorder recorder)
    {
        _driver = new(policy);
        StalenessMax = policy.Traits.StalenessMax;
        _check = new(StalenessMax);
        _recorder = recorder;
    }

    /// <summary>How many clocks ahead of the slowest a worker may be.</summary>
    internal int StalenessMax { get; }

    internal bool CommitsOnPush => _driver.CommitsOnPush;

    /// <summary>The slowest active worker's clock, as the policy announced it last: a joiner's first.</summary>
    internal int MinClock { get; private set; }

    internal float StepScale { get; private set; } = 1;

    internal int LeadMax => _check.LeadMax;

    /// <summary>How many workers are in the job.</summary>
    internal int Active => _active.Count;

    /// <summary>The lowest seat in the job.</summary>
    internal int LowestSeat => _active.Keys.Min();

    /// <summary>Whether a worker is in the job as the policy sees it.</summary>
    internal bool Knows(WorkerId worker) => _active.TryGetValue(worker.Seat, out int incarnation) && incarnation == worker.Incarnation;

    /// <summary>What the policy decides on an event. The list is reused by the next call.</summary>
    internal List<SyncDecision> Feed(SyncEvent e, long now)
    {
        if (e.Kind == SyncEventKind.Joined)
            _active.Add(e.Worker.Seat, e.Worker.Incarnation);
        else if (e.Kind == SyncEventKind.Left)
            _active.Remove(e.Worker.Seat);
        _driver.Advance(now);
        _check.On(e);
        List<SyncDecision> decisions = _driver.On(e);
        foreach (SyncDecision decision in decisions)
        {
            _check.On(decision);
            if (decision.Kind == SyncDecisionKind.Announce)
                MinClock = decision.MinClock;
            else if (decision.Kind == SyncDecisionKind.SetStepScale)
                StepScale = decision.Weight;
        }

        _recorder.Log(e with { Sequence = _driver.Sequence, Now = _driver.Now }, decisions);
        return decisions;
    }
}
